package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers the attempts of an event that the consumer was invoked with as if they were receives. The
 * attempts have the same request id (async-same-request-id) and are handed the same receive count,
 * so that only their order tells them apart. And what Lambda puts into a queue of an event that has
 * failed for good carries no mark of a redrive (async-onfailure-message-attrs): it is all that the
 * consumer did not send there itself.
 */
final class AsyncAttempts {
  private AsyncAttempts() {}

  /** The deliveries with the number of the attempt as receive count; the order is kept. */
  static List<Delivery> of(List<Delivery> deliveries) {
    List<Delivery> attempts =
        deliveries.stream()
            .filter(delivery -> delivery.by(FunctionRole.CONSUMER))
            .sorted(Comparator.comparing(Delivery::start))
            .toList();
    Set<String> own = new HashSet<>();
    attempts.forEach(delivery -> copy(delivery).ifPresent(own::add));
    List<Delivery> numbered = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      boolean attempt = delivery.by(FunctionRole.CONSUMER);
      numbered.add(
          delivery.with(
              attempt
                  ? delivery.record().receivedAs(attempts.indexOf(delivery) + 1)
                  : delivery.record().movedToDlq(!own.contains(delivery.record().messageId()))));
    }
    return numbered;
  }

  private static Optional<String> copy(Delivery delivery) {
    return delivery.outcome().flatMap(JournalOutcome::forwardedMessageId);
  }
}
