package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The consumer function; {@link Settings} says what each component means and allows.
 *
 * @param retryAttempts of asynchronous invocations, as is the maximum event age
 * @param reservedConcurrency empty for none reserved
 * @param partialBatch what it does with the rest of a batch once a record has failed; empty for
 *     what suits the type of the queue. Means nothing without batch item failures
 * @param duration of the work on one record. Not deployed: each message carries what is drawn for
 *     it
 * @param initDuration of a cold start, where functions are simulated
 */
public record FunctionSettings(
    Duration timeout,
    int retryAttempts,
    Duration maximumEventAge,
    OptionalInt reservedConcurrency,
    OnFailure onFailure,
    Optional<PartialBatch> partialBatch,
    int memoryMegabytes,
    DurationRange duration,
    Duration initDuration) {

  /**
   * With so much memory a function has one whole vCPU (Lambda developer guide,
   * configuration-memory). With less, the first call of an SDK client may outlast a short timeout.
   */
  public static final int WHOLE_CPU_MEGABYTES = 1769;

  public FunctionSettings {
    Problems problems = new Problems();
    Settings.FUNCTION_TIMEOUT.check(timeout, problems);
    Settings.RETRY_ATTEMPTS.check(retryAttempts, problems);
    Settings.MAXIMUM_EVENT_AGE.check(maximumEventAge, problems);
    Settings.RESERVED_CONCURRENCY.check(reservedConcurrency, problems);
    Settings.MEMORY.check(memoryMegabytes, problems);
    Settings.DURATION.check(duration, problems);
    Settings.INIT_DURATION.check(initDuration, problems);
    problems.refuseIfAny();
  }

  /** With the memory of a whole CPU, and done with each record at once. */
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
        WHOLE_CPU_MEGABYTES,
        Settings.DURATION.defaultValue(),
        Settings.INIT_DURATION.defaultValue());
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
        memoryMegabytes,
        duration,
        initDuration);
  }

  /** The same function, taking as long as another. */
  public FunctionSettings lastingLike(FunctionSettings other) {
    return new FunctionSettings(
        timeout,
        retryAttempts,
        maximumEventAge,
        reservedConcurrency,
        onFailure,
        partialBatch,
        memoryMegabytes,
        other.duration,
        other.initDuration);
  }

  /** What holds for keys that a scenario file leaves out. */
  public static FunctionSettings defaults() {
    return of(Setting::defaultValue);
  }

  /**
   * From wherever the values come.
   *
   * @throws InvalidScenario if one is out of range
   */
  public static FunctionSettings of(SettingValues values) {
    return new FunctionSettings(
        values.of(Settings.FUNCTION_TIMEOUT),
        values.of(Settings.RETRY_ATTEMPTS),
        values.of(Settings.MAXIMUM_EVENT_AGE),
        values.of(Settings.RESERVED_CONCURRENCY),
        values.of(Settings.ON_FAILURE),
        values.of(Settings.PARTIAL_BATCH),
        values.of(Settings.MEMORY),
        values.of(Settings.DURATION),
        values.of(Settings.INIT_DURATION));
  }
}
