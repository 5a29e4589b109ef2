package dev.retrylab.harness.timeline.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.QueueCounts;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The queues' own counts")
class QueueCountInferenceTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  /** Nothing receives from the dead-letter queue. */
  private static final QueueCountInference DLQ_UNRECEIVED =
      new QueueCountInference(
          VISIBILITY,
          /* sourceReceived= */ true,
          /* dlqReceived= */ false,
          Optional.of(new RedrivePolicy(1, key -> VISIBILITY, Duration.ofDays(14), true, false)));

  /** Nothing receives from the source queue. */
  private static final QueueCountInference SOURCE_UNRECEIVED =
      new QueueCountInference(
          VISIBILITY, /* sourceReceived= */ false, /* dlqReceived= */ true, Optional.empty());

  @Test
  @DisplayName("tell that what used up its receives is in a dead-letter queue without a consumer")
  void moved() {
    History history = history(failed("a", 0), failed("b", 10));
    History seen = DLQ_UNRECEIVED.in(history, counts(60, 0, 2));
    assertThat(seen.messages())
        .flatExtracting(message -> message.events(EventType.DEAD_LETTERED))
        .extracting(event -> event.key() + " at " + event.sinceSent().toSeconds())
        .containsExactly("a at 30", "b at 40");
    assertThat(DLQ_UNRECEIVED.disagreement(seen, counts(60, 0, 2))).isEmpty();
  }

  @Test
  @DisplayName("keep all that is known besides, such as how many invocations failed")
  void keepsTheRest() {
    History history = history(failed("a", 0), failed("b", 10));
    assertThat(history.invocationErrors()).isEqualTo(2);
    assertThat(DLQ_UNRECEIVED.in(history, counts(60, 0, 2)).invocationErrors()).isEqualTo(2);
  }

  @Test
  @DisplayName("tell it also of what never ran, from the time of the reading")
  void movedUnrun() {
    History seen = DLQ_UNRECEIVED.in(history(List.of()), counts(60, 0, 1));
    assertThat(seen.messages().get(0).events(EventType.DEAD_LETTERED))
        .extracting(Event::sinceSent)
        .containsExactly(Duration.ofSeconds(60));
  }

  @Test
  @DisplayName("tell nothing where they do not account for all messages, and say why")
  void disagree() {
    History history = history(failed("a", 0), failed("b", 10));
    for (Optional<QueueCounts> other :
        List.of(counts(60, 1, 1), counts(60, 0, 1), counts(60, 0, 3))) {
      assertThat(DLQ_UNRECEIVED.in(history, other)).isEqualTo(history);
    }
    assertThat(DLQ_UNRECEIVED.disagreement(history, counts(60, 1, 1)))
        .contains(
            "the queues' own counts to account for all messages: the source queue holds 1 more than"
                + " before the run and the dead-letter queue 1, where 0 and 2 were expected");
    assertThat(DLQ_UNRECEIVED.disagreement(history, Optional.empty()))
        .contains("the queues' own counts: they could not be read");
  }

  @Test
  @DisplayName("count a copy that the consumer sent to the dead-letter queue itself")
  void copies() {
    History history = history(forwarded("a", 0), failed("b", 10));
    assertThat(DLQ_UNRECEIVED.disagreement(history, counts(60, 0, 1))).isPresent();
    assertThat(DLQ_UNRECEIVED.disagreement(history, counts(60, 0, 2))).isEmpty();
  }

  @Test
  @DisplayName("tell that messages stay in a source queue without a mapping, after some silence")
  void stays() {
    History history = history(List.of());
    assertThat(SOURCE_UNRECEIVED.disagreement(history, counts(29, 1, 0)))
        .contains("whether a message still in the source queue stays there");
    assertThat(SOURCE_UNRECEIVED.disagreement(history, counts(30, 1, 0))).isEmpty();
    assertThat(SOURCE_UNRECEIVED.disagreement(history, counts(30, 0, 0))).isPresent();
    assertThat(SOURCE_UNRECEIVED.in(history, counts(30, 1, 0))).isEqualTo(history);
    assertThat(SOURCE_UNRECEIVED.next(history, time(1))).isEqualTo(time(31));
  }

  @Test
  @DisplayName("are read again when a message may move, and ever more seldom after that")
  void again() {
    History history = history(failed("a", 0));
    assertThat(DLQ_UNRECEIVED.next(history, time(5))).isEqualTo(time(31));
    assertThat(DLQ_UNRECEIVED.next(history, time(31))).isEqualTo(time(36));
    assertThat(DLQ_UNRECEIVED.next(history, time(1000))).isEqualTo(time(1100));
  }

  private static Optional<QueueCounts> counts(long at, long inSource, long inDlq) {
    return Optional.of(new QueueCounts(time(at), inSource, inDlq));
  }

  /** Of the messages a, b and so on, all sent at 0, with the runs that they had. */
  @SafeVarargs
  private static History history(List<Observation>... runs) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < runs.length; i++) {
      String key = String.valueOf((char) ('a' + i));
      all.add(new Sent(key, "u", "id-" + key, Optional.empty(), time(0)));
      all.addAll(runs[i]);
    }
    return TimelineFold.ofMessages("run", OptionalInt.of(1), false).fold(all);
  }

  private static List<Observation> failed(String key, long seconds) {
    return run(key, seconds, RecordOutcome.FAILED, Optional.empty(), Ending.ERROR);
  }

  private static List<Observation> forwarded(String key, long seconds) {
    return run(key, seconds, RecordOutcome.FORWARDED, Optional.of("copy"), Ending.OK);
  }

  private static List<Observation> run(
      String key, long seconds, RecordOutcome outcome, Optional<String> copy, Ending ending) {
    JournalRecord record =
        new JournalRecord(
            FunctionRole.CONSUMER,
            Optional.of("run"),
            Optional.of(key),
            Optional.of("u"),
            "id-" + key,
            Optional.empty(),
            1,
            "request-" + key,
            time(0),
            time(seconds),
            false);
    return List.of(
        new JournalReceived(record, time(seconds)),
        new JournalOutcome(record, outcome, Optional.empty(), copy, time(seconds)),
        new InvocationEnded(
            FunctionRole.CONSUMER, "request-" + key, ending, Optional.empty(), time(seconds)));
  }

  private static Instant time(long seconds) {
    return Instant.EPOCH.plusSeconds(seconds);
  }
}
