package dev.retrylab.harness.judge;

import static java.util.stream.Collectors.joining;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.judge.evidence.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Healthy messages that were dead-lettered without ever running, by why they never ran. That a
 * message is healthy is what the documented rules say of its behaviour.
 */
final class UnrunMessages {
  private final Map<Set<UnrunCause>, List<String>> keys = new LinkedHashMap<>();

  private UnrunMessages() {}

  /** The finding; empty where there is no such message. */
  static Optional<Finding> among(List<Prediction> predictions, Histories histories) {
    UnrunMessages unrun = new UnrunMessages();
    Judge.decisive(predictions).ifPresent(documented -> unrun.add(documented, histories));
    return unrun.keys.isEmpty() ? Optional.empty() : Optional.of(unrun.finding());
  }

  private void add(Prediction documented, Histories histories) {
    histories.forEach(
        documented,
        (expected, message) -> {
          if (expected.healthy() && message.deadLetteredUnrun()) {
            keys.computeIfAbsent(UnrunCause.of(expected, message), any -> new ArrayList<>())
                .add(message.key());
          }
        });
  }

  private Finding finding() {
    int messages = keys.values().stream().mapToInt(List::size).sum();
    String because =
        keys.size() == 1
            ? because(keys.keySet().iterator().next(), messages)
            : keys.entrySet().stream()
                .map(of -> of.getValue().size() + " " + because(of.getKey(), of.getValue().size()))
                .collect(joining("; "));
    return new RunFinding.DeadLetteredUnrun(messages, Words.firstOf(named()), because);
  }

  private static String because(Set<UnrunCause> causes, int messages) {
    return causes.stream()
        .map(cause -> cause.clause(messages))
        .collect(joining(", and ", "because ", ""));
  }

  private List<String> named() {
    return keys.values().stream().flatMap(List::stream).toList();
  }
}
