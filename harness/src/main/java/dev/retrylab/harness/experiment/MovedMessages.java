package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the messages that move tasks made: a task tells no ids, so that the first who receives such
 * a message outside of the dead-letter queue is the first to know it. It has the body of the one
 * that was moved, an id of its own, and was sent when it was moved (sup-move-new-id). Where an
 * engine keeps the id, {@link ReturnedMessages} has given it another.
 */
final class MovedMessages {
  /** The service's clock may be behind the harness's. */
  private static final Duration SKEW = Duration.ofSeconds(1);

  private MovedMessages() {}

  /**
   * The moved messages, by the keys m2#2, m2#3 and so on in the order in which they were moved.
   *
   * @param since when the first move task began
   * @param sent the messages that were sent
   */
  static List<Sent> in(
      Collection<? extends Observation> observations, RunId runId, Instant since, List<Sent> sent) {
    Set<String> known = new HashSet<>();
    sent.forEach(message -> known.add(message.messageId()));
    List<Sent> moved = new ArrayList<>();
    Map<String, Integer> rounds = new HashMap<>();
    observations.stream()
        .flatMap(MovedMessages::received)
        .filter(record -> record.function() == FunctionRole.CONSUMER)
        .filter(record -> record.runId().filter(runId.text()::equals).isPresent())
        .filter(record -> record.key().isPresent())
        .filter(record -> !record.sentTimestamp().isBefore(since.minus(SKEW)))
        .sorted(Comparator.comparing(JournalRecord::sentTimestamp))
        .filter(record -> known.add(record.messageId()))
        .forEach(
            record -> {
              String key = record.key().orElseThrow();
              int round = rounds.merge(key, 2, (before, two) -> before + 1);
              moved.add(
                  new Sent(
                      MessageSpec.movedKey(key, round),
                      record.userId().orElse(""),
                      record.messageId(),
                      record.group(),
                      record.sentTimestamp(),
                      ReturnedMessages.keptCount(record)));
            });
    return moved;
  }

  private static Stream<JournalRecord> received(Observation observation) {
    Optional<JournalRecord> record = Optional.empty();
    if (observation instanceof JournalReceived line) {
      record = Optional.of(line.record());
    } else if (observation instanceof HarnessReceived look) {
      record = Optional.of(look.record());
    }
    return record.stream();
  }
}
