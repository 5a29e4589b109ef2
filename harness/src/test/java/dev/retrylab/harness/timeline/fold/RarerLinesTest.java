package dev.retrylab.harness.timeline.fold;

import static dev.retrylab.harness.timeline.fold.Story.RUN_ID;
import static dev.retrylab.harness.timeline.fold.Story.START;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.copy;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwarded;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.RecordOutcome;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What becomes of lines that most runs do not have. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RarerLinesTest {

  private static MessageHistory m2(Observation[]... story) {
    return fold(all(story)).message("m2").orElseThrow();
  }

  private static Observation[] one(Observation... lines) {
    return lines;
  }

  @Test
  void what_the_harness_receives_is_a_receive_without_an_invocation_and_never_open() {
    MessageHistory message =
        m2(one(sent("m2", 0), new HarnessReceived(received("m2", 1, "", 10).record(), at(10))));
    assertThat(message.events(EventType.RECEIVED))
        .containsExactly(
            Story.event(
                EventType.RECEIVED,
                "m2",
                OptionalInt.of(1),
                10,
                "received by the harness, not by a function"));
    assertThat(message.openReceives()).isEmpty();
    assertThat(m2(one(sent("m2", 0), received("m2", 1, "r1", 10))).openReceives()).hasSize(1);
  }

  private static String dlqDetail(Optional<String> error) {
    JournalReceived line = (JournalReceived) redriven("m2", 3, "d1", 60_000)[0];
    MessageHistory message =
        m2(
            one(
                sent("m2", 0),
                line,
                new JournalOutcome(
                    line.record(), RecordOutcome.FAILED, error, Optional.empty(), at(60_001))));
    return message.events(EventType.DLQ_RECEIVED).get(0).detail().orElseThrow();
  }

  @Test
  void a_dlq_consumer_that_fails_is_told_with_its_error() {
    assertThat(dlqDetail(Optional.of("boom"))).isEqualTo("redriven; the DLQ consumer failed: boom");
    assertThat(dlqDetail(Optional.empty()))
        .isEqualTo("redriven; the DLQ consumer failed: no error given");
  }

  @Test
  void an_error_without_words_is_no_detail() {
    MessageHistory message =
        m2(
            one(
                sent("m2", 0),
                received("m2", 1, "r1", 10),
                new JournalOutcome(
                    received("m2", 1, "r1", 10).record(),
                    RecordOutcome.FAILED,
                    Optional.of(""),
                    Optional.empty(),
                    at(12))));
    assertThat(message.errors()).extracting(Event::detail).containsExactly(Optional.empty());
  }

  @Test
  void a_time_that_only_the_dead_letter_queue_tells_counts_where_it_is_no_later() {
    assertThat(m2(one(sent("m2", 500)), redriven("m2", 3, "d1", 60_000)).sentAt()).isEqualTo(START);
    assertThat(m2(one(sent("m2", -100)), redriven("m2", 3, "d1", 60_000)).sentAt())
        .isEqualTo(at(-100));
    assertThat(m2(one(sent("m2", -100)), goodRun("m2", 1, "r1", 10)).sentAt()).isEqualTo(START);
  }

  @Test
  void an_outcome_without_its_received_line_is_a_receive_too() {
    MessageHistory message =
        m2(one(sent("m2", 0), Story.succeeded("m2", 1, "r1", 18), ended("r1", Ending.OK, 20)));
    assertThat(message.events(EventType.RECEIVED))
        .containsExactly(
            Story.event(
                EventType.RECEIVED,
                "m2",
                1,
                "r1",
                18,
                "inferred from its outcome: the received line is missing"));
    assertThat(message.fate()).isEqualTo(Fate.CONSUMED);
  }

  @Test
  void receives_that_were_counted_and_not_logged_are_timed_at_the_next_that_was() {
    MessageHistory message = m2(one(sent("m2", 0)), failedRun("m2", 3, "r3", 60_000));
    assertThat(message.events(EventType.PHANTOM_RECEIVE))
        .extracting(Event::receiveCount, Event::at)
        .containsExactly(
            tuple(OptionalInt.of(1), at(60_000)), tuple(OptionalInt.of(2), at(60_000)));
  }

  @Test
  void counts_beyond_the_usual_ones_are_kept_as_they_are() {
    assertThat(m2(one(sent("m2", 0)), goodRun("m2", 40, "r1", 10)).receives()).isEqualTo(40);
  }

  @Test
  void a_copy_in_the_dead_letter_queue_is_no_attempt_of_an_event() {
    Observation[] story =
        all(
            one(
                sent("m2", 0),
                received("m2", 1, "r1", 10),
                forwarded("m2", 1, "r1", 15),
                ended("r1", Ending.ERROR, 20)),
            copy("m2", "r1", "d1", 40),
            goodRun("m2", 1, "r1", 60_000));
    MessageHistory message =
        TimelineFold.ofEvents(RUN_ID, false).fold(List.of(story)).message("m2").orElseThrow();
    assertThat(message.events(EventType.RECEIVED))
        .extracting(Event::receiveCount)
        .containsExactly(OptionalInt.of(1), OptionalInt.of(2));
    assertThat(message.events(EventType.DLQ_RECEIVED))
        .extracting(Event::detail)
        .containsExactly(Optional.of("direct copy"));
  }

  @Test
  void messages_of_one_millisecond_stand_in_the_order_of_their_numbers() {
    assertThat(fold(sent("m10", 5), sent("m2", 5), sent("m1", 6)).messages())
        .extracting(MessageHistory::key)
        .containsExactly("m2", "m10", "m1");
  }

  @Test
  void ten_seconds_and_minutes_have_two_digits() {
    assertThat(TimeText.length(Duration.ofHours(1).plusMinutes(10).plusSeconds(10)))
        .isEqualTo("1 h 10 min 10 s");
    assertThat(TimeText.length(Duration.ofHours(1).plusMinutes(9).plusSeconds(9)))
        .isEqualTo("1 h 09 min 09 s");
  }
}
