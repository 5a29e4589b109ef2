package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.Optional;

/**
 * The source queue and its dead-letter queue; {@link Settings} says what each component means and
 * allows.
 *
 * @param deadLetterQueue whether the source queue has a redrive policy; without one nothing moves,
 *     and {@code maxReceiveCount} means nothing
 * @param spareQueue the type of a further queue that no function consumes, for steps; empty for
 *     none
 */
public record QueueSettings(
    QueueType type,
    Duration visibilityTimeout,
    int maxReceiveCount,
    Duration retention,
    Duration dlqRetention,
    Duration delay,
    boolean deadLetterQueue,
    Optional<QueueType> spareQueue) {

  public QueueSettings {
    Problems problems = new Problems();
    Settings.VISIBILITY_TIMEOUT.check(visibilityTimeout, problems);
    Settings.MAX_RECEIVE_COUNT.check(maxReceiveCount, problems);
    Settings.RETENTION.check(retention, problems);
    Settings.DLQ_RETENTION.check(dlqRetention, problems);
    Settings.DELAY.check(delay, problems);
    problems.refuseIfAny();
  }

  /** With a dead-letter queue. */
  public QueueSettings(
      QueueType type,
      Duration visibilityTimeout,
      int maxReceiveCount,
      Duration retention,
      Duration dlqRetention,
      Duration delay) {
    this(type, visibilityTimeout, maxReceiveCount, retention, dlqRetention, delay, true);
  }

  /** Without a spare queue. */
  public QueueSettings(
      QueueType type,
      Duration visibilityTimeout,
      int maxReceiveCount,
      Duration retention,
      Duration dlqRetention,
      Duration delay,
      boolean deadLetterQueue) {
    this(
        type,
        visibilityTimeout,
        maxReceiveCount,
        retention,
        dlqRetention,
        delay,
        deadLetterQueue,
        Optional.empty());
  }

  /** The same queue without a redrive policy. */
  public QueueSettings withoutDeadLetterQueue() {
    return new QueueSettings(
        type,
        visibilityTimeout,
        maxReceiveCount,
        retention,
        dlqRetention,
        delay,
        false,
        spareQueue);
  }

  /** What holds for keys that a scenario file leaves out. */
  public static QueueSettings defaults() {
    return of(Setting::defaultValue);
  }

  /**
   * From wherever the values come.
   *
   * @throws InvalidScenario if one is out of range
   */
  public static QueueSettings of(SettingValues values) {
    return new QueueSettings(
        values.of(Settings.QUEUE_TYPE),
        values.of(Settings.VISIBILITY_TIMEOUT),
        values.of(Settings.MAX_RECEIVE_COUNT),
        values.of(Settings.RETENTION),
        values.of(Settings.DLQ_RETENTION),
        values.of(Settings.DELAY),
        values.of(Settings.DEAD_LETTER_QUEUE),
        values.of(Settings.SPARE_QUEUE));
  }
}
