package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which what the function depends on was down.
 *
 * @param from since the first send
 * @param to since the first send
 */
public record Outage(Duration from, Duration to) {

  /** Those of a scenario, the first of them first; two may overlap. */
  static List<Outage> of(Scenario scenario) {
    Duration firstSend =
        scenario.messages().stream()
            .map(MessageSpec::sendAfter)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return scenario.messages().stream()
        .filter(message -> message.behaviour() instanceof FailBetween)
        .map(message -> (FailBetween) message.behaviour())
        .distinct()
        .map(one -> new Outage(one.from().minus(firstSend), one.to().minus(firstSend)))
        .filter(one -> one.to().compareTo(Duration.ZERO) > 0)
        .map(one -> one.from().isNegative() ? new Outage(Duration.ZERO, one.to()) : one)
        .sorted(Comparator.comparing(Outage::from).thenComparing(Outage::to))
        .toList();
  }
}
