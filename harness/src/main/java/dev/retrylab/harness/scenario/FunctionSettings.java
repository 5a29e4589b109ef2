package dev.retrylab.harness.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The consumer function.
 *
 * @param timeout after which a run is killed, 1 s to 15 min
 * @param retryAttempts MaximumRetryAttempts of its asynchronous invocations, 0 to 2
 * @param maximumEventAge of its asynchronous invocations, 60 s to 6 h ({@code async-age-limits})
 * @param reservedConcurrency how many runs there are at a time at most, 0 to 1000; empty for none
 *     reserved
 * @param onFailure what becomes of an asynchronous invocation that has failed for good
 * @param partialBatch what it does with the rest of a batch once a record has failed; empty for
 *     what suits the type of the queue. Means nothing without batch item failures
 * @param memoryMegabytes 128 to 10240 (Lambda quotas)
 */
public record FunctionSettings(
    Duration timeout,
    int retryAttempts,
    Duration maximumEventAge,
    OptionalInt reservedConcurrency,
    OnFailure onFailure,
    Optional<PartialBatch> partialBatch,
    int memoryMegabytes) {

  /**
   * With so much memory a function has one whole vCPU (Lambda developer guide,
   * configuration-memory). With less, the first call of an SDK client may outlast a short timeout.
   */
  public static final int WHOLE_CPU_MEGABYTES = 1769;

  public FunctionSettings {
    Problems problems = new Problems();
    problems.range("function.timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
    problems.range("function.retryAttempts", retryAttempts, 0, 2);
    problems.range(
        "function.maximumEventAge", maximumEventAge, Duration.ofSeconds(60), Duration.ofHours(6));
    reservedConcurrency.ifPresent(
        most -> problems.range("function.reservedConcurrency", most, 0, 1000));
    problems.range("function.memory", memoryMegabytes, 128, 10_240);
    problems.refuseIfAny();
  }

  /** With the memory of a whole CPU. */
  public FunctionSettings(
      Duration timeout,
      int retryAttempts,
      Duration maximumEventAge,
      OptionalInt reservedConcurrency,
      OnFailure onFailure,
      Optional<PartialBatch> partialBatch) {
    this(
        timeout,
        retryAttempts,
        maximumEventAge,
        reservedConcurrency,
        onFailure,
        partialBatch,
        WHOLE_CPU_MEGABYTES);
  }

  /** With partial batches as they suit the type of the queue. */
  public FunctionSettings(
      Duration timeout,
      int retryAttempts,
      Duration maximumEventAge,
      OptionalInt reservedConcurrency,
      OnFailure onFailure) {
    this(timeout, retryAttempts, maximumEventAge, reservedConcurrency, onFailure, Optional.empty());
  }

  /** Without reserved concurrency, and with events discarded that failed for good. */
  public FunctionSettings(Duration timeout, int retryAttempts, Duration maximumEventAge) {
    this(timeout, retryAttempts, maximumEventAge, OptionalInt.empty(), OnFailure.DISCARD);
  }

  /** The same function with other partial batches. */
  public FunctionSettings with(Optional<PartialBatch> other) {
    return new FunctionSettings(
        timeout,
        retryAttempts,
        maximumEventAge,
        reservedConcurrency,
        onFailure,
        other,
        memoryMegabytes);
  }

  /**
   * What holds for keys that a scenario file leaves out: what AWS does without the setting, but
   * with a whole CPU.
   */
  public static FunctionSettings defaults() {
    return new FunctionSettings(Duration.ofSeconds(5), 2, Duration.ofHours(6));
  }
}
