package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.NumberRange;
import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The event source mapping between the source queue and the consumer; {@link Settings} says what
 * each component means and allows, and {@link Scenario} checks it against the type of the queue.
 *
 * @param maximumConcurrency empty for no limit
 * @param provisionedPollers empty for the default mode; excludes maximum concurrency
 * @param enabled whether it polls; if not, nothing but steps receives from the source queue
 * @param dlqEnabled the same for the mapping between the dead-letter queue and its consumer
 */
public record MappingSettings(
    int batchSize,
    Duration batchingWindow,
    boolean reportBatchItemFailures,
    OptionalInt maximumConcurrency,
    Optional<NumberRange> provisionedPollers,
    boolean enabled,
    boolean dlqEnabled) {

  public MappingSettings {
    Problems problems = new Problems();
    Settings.BATCH_SIZE.check(batchSize, problems);
    Settings.BATCHING_WINDOW.check(batchingWindow, problems);
    Settings.MAXIMUM_CONCURRENCY.check(maximumConcurrency, problems);
    Settings.PROVISIONED_POLLERS.check(provisionedPollers, problems);
    if (maximumConcurrency.isPresent() && provisionedPollers.isPresent()) { // services-sqs-scaling
      problems.add(
          "mapping.provisionedPollers is %s, but must not stand beside mapping.maximumConcurrency, which is %d: a mapping scales by one of the two."
              .formatted(provisionedPollers.get(), maximumConcurrency.getAsInt()));
    }
    problems.refuseIfAny();
  }

  /** Without a limit of concurrency. */
  public MappingSettings(int batchSize, Duration batchingWindow, boolean reportBatchItemFailures) {
    this(batchSize, batchingWindow, reportBatchItemFailures, OptionalInt.empty());
  }

  /** In the default mode, with both mappings enabled. */
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
        Optional.empty(),
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
        otherwise.provisionedPollers,
        otherwise.enabled,
        dlqEnabled);
  }

  /** What holds for keys that a scenario file leaves out. */
  public static MappingSettings defaults() {
    return of(Setting::defaultValue);
  }

  /**
   * From wherever the values come.
   *
   * @throws InvalidScenario if one is out of range
   */
  public static MappingSettings of(SettingValues values) {
    return new MappingSettings(
        values.of(Settings.BATCH_SIZE),
        values.of(Settings.BATCHING_WINDOW),
        values.of(Settings.REPORT_BATCH_ITEM_FAILURES),
        values.of(Settings.MAXIMUM_CONCURRENCY),
        values.of(Settings.PROVISIONED_POLLERS),
        values.of(Settings.MAPPING_ENABLED),
        values.of(Settings.DLQ_MAPPING_ENABLED));
  }
}
