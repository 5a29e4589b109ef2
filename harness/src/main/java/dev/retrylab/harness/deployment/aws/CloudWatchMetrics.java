package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.scenario.Step.ReadMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the metrics of a queue. SQS sends them once a minute, and those of a queue that was quiet
 * for hours only after up to 15 minutes (SQS developer guide, available CloudWatch metrics); and
 * what came first may still be completed a minute later. An engine may lack a metric: LocalStack
 * 4.14.0 has no age.
 */
final class CloudWatchMetrics {
  static final Duration PERIOD = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration POLL = Duration.ofSeconds(30);

  /** A metric that every queue has, also one to which nothing is sent. */
  private static final String VISIBLE = "ApproximateNumberOfMessagesVisible";

  /** SQS sends the metrics of a queue together: what came so much later would be another's. */
  private static final Duration TOGETHER = Duration.ofMinutes(3);

  /** What CloudWatch keeps of one period. */
  record Datapoint(Instant periodStart, double value) {}

  /** Asks CloudWatch for a metric of one queue. */
  interface Source {
    /** The data points of the periods that begin in this time, in any order. */
    List<Datapoint> read(String metric, Statistic statistic, Instant from, Instant to);
  }

  /** How CloudWatch sums up what came in a period. */
  enum Statistic {
    SUM,
    MAXIMUM
  }

  private final Source source;
  private final TargetClock clock;

  CloudWatchMetrics(Source source, TargetClock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The metrics of the time from the start of a run until now.
   *
   * @return without those of which no data point came
   */
  Map<String, Long> read(Instant since) throws InterruptedException {
    Instant until = clock.instant();
    while (!has(ReadMetrics.AGE, until, since)
        && !hasNoAge(until, since)
        && clock.instant().isBefore(until.plus(PATIENCE))) {
      clock.awaitInstant(clock.instant().plus(POLL));
    }
    clock.awaitInstant(clock.instant().plus(PERIOD));
    Map<String, Long> metrics = new HashMap<>();
    List<Datapoint> sent = source.read(ReadMetrics.SENT, Statistic.SUM, minute(since), until);
    if (!sent.isEmpty()) {
      metrics.put(ReadMetrics.SENT, Math.round(sent.stream().mapToDouble(Datapoint::value).sum()));
    }
    latest(ReadMetrics.AGE, since, until)
        .ifPresent(latest -> metrics.put(ReadMetrics.AGE, Math.round(latest.value())));
    return metrics;
  }

  private boolean has(String metric, Instant until, Instant since) {
    return latest(metric, since, until)
        .filter(latest -> !latest.periodStart().plus(PERIOD).isBefore(until))
        .isPresent();
  }

  /** Whether others of the queue's metrics came, and this one should have come with them. */
  private boolean hasNoAge(Instant until, Instant since) {
    return !clock.instant().isBefore(until.plus(TOGETHER))
        && latest(ReadMetrics.AGE, since, until).isEmpty()
        && has(VISIBLE, until, since);
  }

  private Optional<Datapoint> latest(String metric, Instant since, Instant until) {
    return source.read(metric, Statistic.MAXIMUM, minute(since), until).stream()
        .max(Comparator.comparing(Datapoint::periodStart));
  }

  /** A period begins with a full minute. */
  private static Instant minute(Instant time) {
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 60L) * 60L);
  }
}
