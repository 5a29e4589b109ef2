package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.FunctionSettings;
import java.time.Duration;
import java.util.List;

/** When an asynchronous invocation that keeps failing is tried again. */
public final class AsyncRetries {
  // async-delays-1min-2min: one minute after the first failure, two minutes after the second
  private static final List<Duration> SINCE_FIRST =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(3));

  private AsyncRetries() {}

  /**
   * The retries, each with its time since the first attempt: at most {@code retryAttempts} of them
   * ({@code async-retries-1}), and none at or after the maximum event age.
   */
  public static List<Duration> sinceFirstAttempt(FunctionSettings function) {
    return SINCE_FIRST.stream()
        .limit(function.retryAttempts())
        .filter(since -> since.compareTo(function.maximumEventAge()) < 0)
        .toList();
  }
}
