package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.Optional;

/** Settings that AWS accepts one by one and refuses together. */
public final class SettingsTogether {
  private static final Duration WINDOW_OF_LARGE_BATCHES = Duration.ofSeconds(1);

  private SettingsTogether() {}

  static void check(
      Trigger trigger,
      QueueSettings queue,
      MappingSettings mapping,
      FunctionSettings function,
      AccountSettings account,
      Problems problems) {
    check(
        trigger,
        Optional.of(queue),
        Optional.of(mapping),
        Optional.of(function),
        Optional.of(account),
        problems);
  }

  /**
   * The same where some of them could not be read.
   *
   * @param trigger without a mapping, what concerns only a mapping is not checked
   */
  public static void check(
      Trigger trigger,
      Optional<QueueSettings> queue,
      Optional<MappingSettings> mapping,
      Optional<FunctionSettings> function,
      Optional<AccountSettings> account,
      Problems problems) {
    if (function.isPresent() && account.isPresent()) {
      checkReserved(function.get(), account.get(), problems);
    }
    if (queue.isEmpty()) {
      return;
    }
    if (trigger == Trigger.MAPPING) {
      mapping.ifPresent(given -> checkBatches(queue.get(), given, problems));
      function.ifPresent(given -> checkTimeouts(queue.get(), given, problems));
    }
    function.ifPresent(given -> checkOnFailure(queue.get(), given, problems));
  }

  /** A batching window over FIFO is refused by AWS, and so is a large batch without a window. */
  private static void checkBatches(
      QueueSettings queue, MappingSettings mapping, Problems problems) {
    boolean fifo = queue.type() == QueueType.FIFO;
    if (fifo && mapping.batchSize() > 10) {
      problems.add(
          "mapping.batchSize is %d, but must be 1 to 10 over a FIFO queue."
              .formatted(mapping.batchSize()));
    }
    if (fifo && !mapping.batchingWindow().isZero()) {
      problems.add(
          "mapping.batchingWindow is %s, but must be 0s over a FIFO queue."
              .formatted(DurationText.print(mapping.batchingWindow())));
    }
    // batch-over-10-needs-window
    if (!fifo
        && mapping.batchSize() > 10
        && mapping.batchingWindow().compareTo(WINDOW_OF_LARGE_BATCHES) < 0) {
      problems.add(
          "mapping.batchingWindow is %s, but must be 1s to 5m for mapping.batchSize %d, which is over 10."
              .formatted(DurationText.print(mapping.batchingWindow()), mapping.batchSize()));
    }
  }

  /**
   * A mapping is refused when messages come back while the function may still run
   * (sup-visibility-error-text).
   */
  private static void checkTimeouts(
      QueueSettings queue, FunctionSettings function, Problems problems) {
    if (queue.visibilityTimeout().compareTo(function.timeout()) < 0) {
      problems.add(
          "queue.visibilityTimeout is %s, but must be at least function.timeout, which is %s, to 12h."
              .formatted(
                  DurationText.print(queue.visibilityTimeout()),
                  DurationText.print(function.timeout())));
    }
  }

  /** AWS keeps 100 for functions that have none reserved (configuration-concurrency). */
  private static void checkReserved(
      FunctionSettings function, AccountSettings account, Problems problems) {
    int reserved = function.reservedConcurrency().orElse(0);
    if (reserved > account.reservable()) {
      problems.add(
          "function.reservedConcurrency is %d, but must be at most %d: of account.concurrency, which is %d, AWS leaves 100 to functions that have none reserved."
              .formatted(reserved, account.reservable(), account.concurrency()));
    }
  }

  /** Lambda developer guide, invocation-async-retain-records: a standard SQS queue. */
  private static void checkOnFailure(
      QueueSettings queue, FunctionSettings function, Problems problems) {
    if (function.onFailure() != OnFailure.DISCARD && queue.type() == QueueType.FIFO) {
      problems.add(
          "function.onFailure is %s, but Lambda sends there only where queue.type is standard."
              .formatted(function.onFailure().word()));
    }
  }
}
