package dev.retrylab.harness.observe;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where log events come from. */
public interface LogSource {

  /**
   * Reads everything there is since an instant, from all functions, to the last page.
   *
   * @param pages is given one page after the other; those before a failure, too
   * @throws LogGroupMissing where a log group does not exist: the stack creates the groups, so this
   *     is an error and not "not yet"
   * @throws LogEndUnreachable where the service names the same next pages again and again: what
   *     follows them is unread, so that nothing may be concluded
   * @throws LogsUnavailable where the service cannot answer for now
   */
  void read(Instant from, Consumer<List<LogLine>> pages);

  /** A log group that the deployment should have does not exist. */
  final class LogGroupMissing extends RuntimeException {
    public LogGroupMissing(String logGroup, Throwable cause) {
      super(
          "Log group %s does not exist. The stack creates it: deploy the stack again, and check the"
                  .formatted(logGroup)
              + " region.",
          cause);
    }
  }

  /** The pages of a log group lead in a circle, so that its end cannot be read. */
  final class LogEndUnreachable extends RuntimeException {
    public LogEndUnreachable(String logGroup, int repeated) {
      super(
          "Log group %s cannot be read to its end: %d pages in a row gave a nextToken that an earlier page had given. Events behind them would be missing from the evidence."
              .formatted(logGroup, repeated));
    }
  }

  /** The log cannot be read for now: the service throttles, fails or cannot be reached. */
  final class LogsUnavailable extends RuntimeException {
    public LogsUnavailable(String logGroup, Throwable cause) {
      super("Log group %s cannot be read for now: %s".formatted(logGroup, cause), cause);
    }
  }
}
