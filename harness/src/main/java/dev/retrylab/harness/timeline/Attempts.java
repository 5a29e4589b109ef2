package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs of an event that the consumer was invoked with, told as those of a message. The attempts
 * have the same request id (async-same-request-id) and are handed the same receive count, so that
 * only their order tells them apart. And what Lambda puts into a queue of an event that has failed
 * for good carries no mark of a redrive (async-onfailure-message-attrs): it is all that the
 * consumer did not send there itself.
 */
final class Attempts {
  private Attempts() {}

  /** The runs with the number of the attempt as receive count; the order is kept. */
  static List<Run> of(List<Run> runs) {
    List<Run> attempts =
        runs.stream()
            .filter(run -> run.by(FunctionRole.CONSUMER))
            .sorted(Comparator.comparing(Run::start))
            .toList();
    Set<String> own = new HashSet<>();
    attempts.forEach(run -> copy(run).ifPresent(own::add));
    List<Run> told = new ArrayList<>();
    for (Run run : runs) {
      boolean attempt = run.by(FunctionRole.CONSUMER);
      told.add(
          run.with(
              attempt
                  ? run.record().receivedAs(attempts.indexOf(run) + 1)
                  : run.record().redriven(!own.contains(run.record().messageId()))));
    }
    return told;
  }

  private static Optional<String> copy(Run run) {
    return run.outcome().flatMap(JournalOutcome::forwardedMessageId);
  }
}
