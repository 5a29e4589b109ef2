package dev.retrylab.harness.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a scenario in the words of its file, in its order: {@code queue.visibilityTimeout
 * -> "30s"}. Numbers and booleans stay numbers and booleans.
 */
public final class SettingsMap {
  private SettingsMap() {}

  /**
   * The sections {@code queue}, {@code mapping} and {@code function}, each with all its keys but
   * those that most scenarios leave out: those are there where they say something, and so is the
   * section {@code trigger}.
   */
  public static Map<String, Map<String, Object>> of(Scenario scenario) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    if (scenario.trigger() != Trigger.MAPPING) {
      sections.put("trigger", Map.of("type", scenario.trigger().word()));
    }
    sections.put("queue", queue(scenario.queue()));
    sections.put("mapping", mapping(scenario.mapping()));
    sections.put("function", function(scenario.function()));
    return sections;
  }

  private static Map<String, Object> queue(QueueSettings queue) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", queue.type().word());
    keys.put("visibilityTimeout", DurationText.print(queue.visibilityTimeout()));
    keys.put("maxReceiveCount", queue.maxReceiveCount());
    keys.put("retention", DurationText.print(queue.retention()));
    keys.put("dlqRetention", DurationText.print(queue.dlqRetention()));
    keys.put("delay", DurationText.print(queue.delay()));
    if (!queue.deadLetterQueue()) {
      keys.put("deadLetterQueue", false);
    }
    queue.spareQueue().ifPresent(type -> keys.put("spareQueue", type.word()));
    return keys;
  }

  private static Map<String, Object> mapping(MappingSettings mapping) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("batchSize", mapping.batchSize());
    keys.put("batchingWindow", DurationText.print(mapping.batchingWindow()));
    keys.put("reportBatchItemFailures", mapping.reportBatchItemFailures());
    mapping.maximumConcurrency().ifPresent(most -> keys.put("maximumConcurrency", most));
    if (!mapping.enabled()) {
      keys.put("enabled", false);
    }
    if (!mapping.dlqEnabled()) {
      keys.put("dlqEnabled", false);
    }
    return keys;
  }

  private static Map<String, Object> function(FunctionSettings function) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("timeout", DurationText.print(function.timeout()));
    keys.put("retryAttempts", function.retryAttempts());
    keys.put("maximumEventAge", DurationText.print(function.maximumEventAge()));
    function.reservedConcurrency().ifPresent(most -> keys.put("reservedConcurrency", most));
    if (function.onFailure() != OnFailure.DISCARD) {
      keys.put("onFailure", function.onFailure().word());
    }
    function.partialBatch().ifPresent(mode -> keys.put("partialBatch", mode.word()));
    if (function.memoryMegabytes() != FunctionSettings.WHOLE_CPU_MEGABYTES) {
      keys.put("memory", function.memoryMegabytes());
    }
    return keys;
  }
}
