package dev.retrylab.harness.scenario;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The event source mapping between the source queue and the consumer.
 *
 * @param batchSize records in one invocation, 1 to 10 over a FIFO queue, 1 to 10000 over a standard
 *     queue ({@link Scenario} checks the two together)
 * @param batchingWindow how long a batch may be collected, 0 s to 300 s; 0 s over a FIFO queue
 * @param reportBatchItemFailures whether the function names the records that failed, so that the
 *     others are deleted
 * @param maximumConcurrency how many batches are under way at most, 2 to 1000; empty for no limit
 * @param enabled whether it polls; if not, nothing but steps receives from the source queue
 * @param dlqEnabled the same for the mapping between the dead-letter queue and its consumer
 */
public record MappingSettings(
    int batchSize,
    Duration batchingWindow,
    boolean reportBatchItemFailures,
    OptionalInt maximumConcurrency,
    boolean enabled,
    boolean dlqEnabled) {

  public MappingSettings {
    Problems problems = new Problems();
    problems.range("mapping.batchSize", batchSize, 1, 10_000);
    problems.range("mapping.batchingWindow", batchingWindow, Duration.ZERO, Duration.ofMinutes(5));
    maximumConcurrency.ifPresent(
        most -> problems.range("mapping.maximumConcurrency", most, 2, 1000));
    problems.refuseIfAny();
  }

  /** Without a limit of concurrency. */
  public MappingSettings(int batchSize, Duration batchingWindow, boolean reportBatchItemFailures) {
    this(batchSize, batchingWindow, reportBatchItemFailures, OptionalInt.empty());
  }

  /** With both mappings enabled. */
  public MappingSettings(
      int batchSize,
      Duration batchingWindow,
      boolean reportBatchItemFailures,
      OptionalInt maximumConcurrency) {
    this(
        batchSize,
        batchingWindow,
        reportBatchItemFailures,
        maximumConcurrency,
        /* enabled= */ true,
        /* dlqEnabled= */ true);
  }

  /**
   * What holds where no mapping feeds the consumer: of the settings, only what concerns the
   * dead-letter queue means anything.
   */
  public static MappingSettings ofEvents(boolean dlqEnabled) {
    MappingSettings otherwise = defaults();
    return new MappingSettings(
        otherwise.batchSize,
        otherwise.batchingWindow,
        otherwise.reportBatchItemFailures,
        otherwise.maximumConcurrency,
        otherwise.enabled,
        dlqEnabled);
  }

  /** What holds for keys that a scenario file leaves out. */
  public static MappingSettings defaults() {
    return new MappingSettings(1, Duration.ZERO, false);
  }
}
