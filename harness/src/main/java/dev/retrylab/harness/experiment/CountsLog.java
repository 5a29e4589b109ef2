package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.QueueCounts;
import java.time.Instant;
import java.util.Optional;

/** What the queues of a run counted before it and since. */
final class CountsLog {
  private Optional<Reading> before = Optional.empty();
  private Optional<Reading> latest = Optional.empty();

  /** What is in the queues at a time, whatever it is from. */
  record Reading(Instant at, long inSource, long inDlq) {}

  /** Whether there are messages that show in no log, since nothing receives them. */
  static boolean neededBy(Scenario scenario) {
    boolean sourceIdle = scenario.trigger() == Trigger.MAPPING && !scenario.mapping().enabled();
    return scenario.steps().isEmpty() && (sourceIdle || !scenario.mapping().dlqEnabled());
  }

  /**
   * Whether the counts are read only when the watch is over, to tell what became of messages that
   * no log shows an end of. What the harness itself receives and moves is in none of the two
   * queues.
   */
  static boolean readAtTheEnd(Scenario scenario) {
    return scenario.trigger() == Trigger.MAPPING
        && scenario.steps().isEmpty()
        && !neededBy(scenario);
  }

  void add(Reading reading) {
    before = before.or(() -> Optional.of(reading));
    latest = Optional.of(reading);
  }

  boolean isEmpty() {
    return before.isEmpty();
  }

  /** How many messages more there are than before the run; empty with no reading since. */
  Optional<QueueCounts> sinceStart() {
    return latest
        .filter(last -> !last.equals(before.orElseThrow()))
        .map(
            last ->
                new QueueCounts(
                    last.at(),
                    last.inSource() - before.orElseThrow().inSource(),
                    last.inDlq() - before.orElseThrow().inDlq()));
  }
}
