package dev.retrylab.harness.timeline;

import java.util.Optional;

/** How a run gave a message back without having reached it, in the detail of its event. */
public final class UnprocessedDetail {
  private static final String BEFORE_ITS_TURN = " before its turn";
  private static final String REPORTED = "reported together with a record that failed before it";

  private UnprocessedDetail() {}

  /**
   * The detail that says so.
   *
   * @param failed how its invocation ended, where that failed; else the function reported it
   */
  public static String detail(Optional<Ending> failed) {
    return failed.map(ending -> "its batch " + ending.verb() + BEFORE_ITS_TURN).orElse(REPORTED);
  }

  /** Whether the message came back because its whole batch failed. */
  public static boolean batchFailed(Event unprocessed) {
    return unprocessed.detail().filter(detail -> detail.endsWith(BEFORE_ITS_TURN)).isPresent();
  }
}
