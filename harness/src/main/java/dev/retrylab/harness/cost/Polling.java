package dev.retrylab.harness.cost;

import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.time.Duration;
import java.util.Optional;

/**
 * What the mappings of a scenario cost in a time by polling alone, whether messages come or not.
 *
 * @param emptyReceives long polls that find nothing. AWS does not say how many there are: taken to
 *     be five at a time of 20 s each, which is how many batches a mapping begins with
 *     (services-sqs-scaling) and the longest that a receive waits; in provisioned mode one of each
 *     poller of the minimum
 * @param eventPollerHours of the minimum of pollers in provisioned mode, each at least for a minute
 *     (Lambda pricing); what autoscaling adds is in no log
 */
record Polling(long emptyReceives, double eventPollerHours) {
  private static final int POLLS = 5;
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration LEAST_BILLED = Duration.ofMinutes(1);
  private static final double HOUR = Duration.ofHours(1).toMillis();

  static Polling of(Scenario scenario, Duration time) {
    MappingSettings mapping = scenario.mapping();
    boolean mapped = scenario.trigger() == Trigger.MAPPING && mapping.enabled();
    Optional<NumberRange> provisioned = mapped ? mapping.provisionedPollers() : Optional.empty();
    int polls = mapped ? provisioned.map(NumberRange::min).orElse(POLLS) : 0;
    int ofDlq = mapping.dlqEnabled() ? POLLS : 0;
    Duration billed = time.compareTo(LEAST_BILLED) < 0 ? LEAST_BILLED : time;
    return new Polling(
        Math.round((polls + ofDlq) * (double) time.toMillis() / LONG_POLL.toMillis()),
        provisioned.map(NumberRange::min).orElse(0) * billed.toMillis() / HOUR);
  }
}
