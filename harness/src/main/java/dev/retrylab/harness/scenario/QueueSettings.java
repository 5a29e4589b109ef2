package dev.retrylab.harness.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * The source queue and its dead-letter queue. Ranges: AWS, SQS quotas.
 *
 * @param visibilityTimeout how long a received message stays hidden, 0 s to 12 h
 * @param maxReceiveCount receives before a message is dead-lettered, 1 to 1000
 * @param retention how long the source queue keeps a message, 60 s to 14 d
 * @param dlqRetention the same for the dead-letter queue
 * @param delay how long a sent message stays hidden at first, 0 s to 15 min
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

  private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(60);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

  public QueueSettings {
    Problems problems = new Problems();
    problems.range(
        "queue.visibilityTimeout", visibilityTimeout, Duration.ZERO, Duration.ofHours(12));
    problems.range("queue.maxReceiveCount", maxReceiveCount, 1, 1000);
    problems.range("queue.retention", retention, SHORTEST_RETENTION, LONGEST_RETENTION);
    problems.range("queue.dlqRetention", dlqRetention, SHORTEST_RETENTION, LONGEST_RETENTION);
    problems.range("queue.delay", delay, Duration.ZERO, Duration.ofMinutes(15));
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
    return new QueueSettings(
        QueueType.FIFO,
        Duration.ofSeconds(30),
        2,
        Duration.ofDays(4),
        Duration.ofDays(14),
        Duration.ZERO);
  }
}
