package dev.retrylab.harness.local.logs;

import java.time.Instant;
import java.util.List;

/** What a log group holds, for tests of those who write to it. */
public final class LoggedMessages {
  private LoggedMessages() {}

  public static List<String> of(LogGroup group) {
    return group.page(Instant.EPOCH, Instant.MAX, 0, Integer.MAX_VALUE).events().stream()
        .map(LogEvent::message)
        .toList();
  }
}
