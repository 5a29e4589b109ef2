package dev.retrylab.cdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of a scenario that is infrastructure.
 *
 * @param name lower-case letters, digits and hyphens
 * @param title one line
 * @param mapped whether the event source mapping of the source queue invokes the consumer; else
 *     nothing does but the harness, asynchronously
 */
record Scenario(
    String name,
    String title,
    boolean mapped,
    QueueSettings queue,
    MappingSettings mapping,
    FunctionSettings function) {

  /**
   * In the order of the documentation. Messages, hypotheses and steps concern the harness alone.
   */
  static final List<String> KEYS =
      List.of(
          "name",
          "title",
          "trigger.type",
          "queue.type",
          "queue.visibilityTimeout",
          "queue.maxReceiveCount",
          "queue.retention",
          "queue.dlqRetention",
          "queue.delay",
          "queue.deadLetterQueue",
          "queue.spareQueue",
          "mapping.batchSize",
          "mapping.batchingWindow",
          "mapping.reportBatchItemFailures",
          "mapping.maximumConcurrency",
          "mapping.enabled",
          "mapping.dlqEnabled",
          "function.timeout",
          "function.retryAttempts",
          "function.maximumEventAge",
          "function.reservedConcurrency",
          "function.onFailure",
          "function.partialBatch",
          "function.memory");

  private static final String PARTIAL_BATCH = "function.partialBatch";

  /** With so much memory a function has one whole vCPU (Lambda guide, configuration-memory). */
  private static final int WHOLE_CPU_MEGABYTES = 1769;

  /**
   * Checks every value against the range that AWS documents for it, and the values against each
   * other.
   *
   * @throws InvalidInput with a sentence for each value that is out of order
   */
  static Scenario of(Values values) {
    boolean mapped = values.choice("trigger.type", "mapping", "event").equals("mapping");
    QueueSettings queue = queue(values);
    Scenario scenario =
        new Scenario(
            values.name("name"),
            values.text("title", ""),
            mapped,
            queue,
            mapped ? mapping(values, queue.fifo()) : unusedMapping(values),
            function(values, queue.fifo()));
    if (mapped) {
      scenario.checkTimeouts(values);
      scenario.checkBatchingWindow(values);
    } else if (!scenario.mapping.enabled()) {
      values.problem("mapping.enabled is false: with trigger.type event there is no mapping.");
    }
    scenario.checkOnFailure(values);
    scenario.checkPartialBatch(values);
    values.throwIfAnyProblem();
    return scenario;
  }

  private static QueueSettings queue(Values values) {
    return new QueueSettings(
        values.choice("queue.type", "fifo", "standard").equals("fifo"),
        values.duration("queue.visibilityTimeout", "30s", "0s", "12h"),
        values.integer("queue.maxReceiveCount", 2, 1, 1000),
        values.duration("queue.retention", "4d", "1m", "14d"),
        values.duration("queue.dlqRetention", "14d", "1m", "14d"),
        values.duration("queue.delay", "0s", "0s", "15m"),
        Boolean.parseBoolean(values.choice("queue.deadLetterQueue", "true", "false")),
        Optional.of(values.choice("queue.spareQueue", "none", "fifo", "standard"))
            .filter(type -> !type.equals("none"))
            .map(type -> type.equals("fifo")));
  }

  private static MappingSettings mapping(Values values, boolean fifo) {
    return fifo
        ? mapping(values, 10, "0s", " on a FIFO queue")
        : mapping(values, 10_000, "5m", " on a standard queue");
  }

  /** Where no mapping is deployed, the type of the queue limits none of its settings. */
  private static MappingSettings unusedMapping(Values values) {
    return mapping(values, 10_000, "5m", "");
  }

  private static MappingSettings mapping(
      Values values, int largestBatch, String longestWindow, String where) {
    return new MappingSettings(
        values.integer("mapping.batchSize", 1, 1, largestBatch, where),
        values.duration("mapping.batchingWindow", "0s", "0s", longestWindow, where),
        Boolean.parseBoolean(values.choice("mapping.reportBatchItemFailures", "false", "true")),
        values.integer("mapping.maximumConcurrency", 2, 1000),
        Boolean.parseBoolean(values.choice("mapping.enabled", "true", "false")),
        Boolean.parseBoolean(values.choice("mapping.dlqEnabled", "true", "false")));
  }

  private static FunctionSettings function(Values values, boolean fifo) {
    return new FunctionSettings(
        values.duration("function.timeout", "5s", "1s", "15m"),
        values.integer("function.retryAttempts", 2, 0, 2),
        values.duration("function.maximumEventAge", "6h", "1m", "6h"),
        values.integer("function.reservedConcurrency", 0, 1000),
        OnFailure.of(
            values.choice("function.onFailure", "discard", "destination", "dead-letter-queue")),
        partialBatch(values, fifo),
        values.integer("function.memory", WHOLE_CPU_MEGABYTES, 128, 10_240));
  }

  /** On a FIFO queue nothing may overtake a failed message, on a standard queue all may. */
  private static String partialBatch(Values values, boolean fifo) {
    return fifo
        ? values.choice(PARTIAL_BATCH, "stop-at-first", "failed-only", "skip-group")
        : values.choice(PARTIAL_BATCH, "failed-only", "stop-at-first", "skip-group");
  }

  /** Lambda refuses such a mapping, at deployment (fact sup-visibility-error-text). */
  private void checkTimeouts(Values values) {
    Duration timeout = function.timeout();
    if (values.sound("queue.visibilityTimeout", "function.timeout")
        && queue.visibilityTimeout().compareTo(timeout) < 0) {
      values.problem(
          "queue.visibilityTimeout is %s: it must not be below function.timeout, which is %s."
              .formatted(DurationText.of(queue.visibilityTimeout()), DurationText.of(timeout)));
    }
  }

  /** Without batch item failures nobody reads which records failed. */
  private void checkPartialBatch(Values values) {
    if (values.given(PARTIAL_BATCH)
        && values.sound(PARTIAL_BATCH, "mapping.reportBatchItemFailures")
        && !mapping.reportBatchItemFailures()) {
      values.problem(
          "function.partialBatch is %s: it needs mapping.reportBatchItemFailures true."
              .formatted(function.partialBatch()));
    }
  }

  /** Fact batch-over-10-needs-window. */
  private void checkBatchingWindow(Values values) {
    if (values.sound("queue.type", "mapping.batchSize", "mapping.batchingWindow")
        && mapping.batchSize() > 10
        && mapping.batchingWindow().isZero()) {
      values.problem(
          ("mapping.batchingWindow is 0s: a mapping.batchSize over 10, here %d, needs one from 1s"
                  + " to 5m.")
              .formatted(mapping.batchSize()));
    }
  }

  /** Lambda developer guide, invocation-async-retain-records: a standard SQS queue. */
  private void checkOnFailure(Values values) {
    if (values.sound("queue.type", "function.onFailure")
        && queue.fifo()
        && function.onFailure() != OnFailure.DISCARD) {
      values.problem(
          "function.onFailure is %s: Lambda sends there only where queue.type is standard."
              .formatted(function.onFailure().word()));
    }
  }
}
