package dev.retrylab.harness.timeline;

import java.util.Optional;

/** How a message came back because of its batch, in the detail of its event. */
public final class BatchDetail {
  private static final String ITS_BATCH = "its batch ";
  private static final String BEFORE_ITS_TURN = " before its turn";
  private static final String REPORTED = "reported together with a record that failed before it";

  private BatchDetail() {}

  /**
   * Of a message that was given back without having been reached.
   *
   * @param failed how its invocation ended, where that failed; else the function reported it
   */
  public static String unprocessed(Optional<Ending> failed) {
    return failed.map(ending -> ITS_BATCH + ending.verb() + BEFORE_ITS_TURN).orElse(REPORTED);
  }

  /**
   * Of a message that the handler was content with.
   *
   * @param failed how its invocation ended
   */
  public static String returned(Ending failed) {
    return ITS_BATCH + failed.verb() + ": the message returns to the queue";
  }

  /** Whether a message that was not reached came back because its whole batch failed. */
  public static boolean batchFailed(Event unprocessed) {
    return unprocessed.detail().filter(detail -> detail.endsWith(BEFORE_ITS_TURN)).isPresent();
  }

  /** Whether a message came back because its batch took longer than the function timeout. */
  public static boolean batchTimedOut(Event back) {
    return back.detail()
        .filter(detail -> detail.startsWith(ITS_BATCH + Ending.TIMED_OUT.verb()))
        .isPresent();
  }
}
