package dev.retrylab.harness.timeline.fold;

import static dev.retrylab.harness.timeline.EventType.*;
import static dev.retrylab.harness.timeline.fold.Story.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimelineFoldTest {

  private static final String REDRIVE = "inferred from the first receive in the dead-letter queue";
  private static final String DELETE = "inferred from the success of its invocation";
  private static final String PHANTOM =
      "inferred from the next count: no function logged this receive";
  private static final Event SENT_M2 = event(SENT, "m2", OptionalInt.empty(), 0, "");
  private static final Event SENT_M3 = event(SENT, "m3", OptionalInt.empty(), 0, "");

  private static Event redrivenEvent(String key, int count, String request, long at) {
    return event(DLQ_RECEIVED, key, count, request, at, "redriven");
  }

  private static Event moved(String key, long at) {
    return event(DEAD_LETTERED, key, OptionalInt.empty(), at, REDRIVE);
  }

  @Test
  void a_message_that_always_fails_is_received_failed_and_redriven() {
    History history =
        fold(
            all(
                new Observation[] {sent("m2", 0)},
                failedRun("m2", 1, "r1", 20),
                failedRun("m2", 2, "r2", 30_020),
                redriven("m2", 3, "d1", 60_030)));
    assertThat(history)
        .isEqualTo(
            new History(
                List.of(
                    message(
                        "m2",
                        SENT_M2,
                        event(RECEIVED, "m2", 1, "r1", 20, ""),
                        event(FAILED, "m2", 1, "r1", 28, ERROR),
                        event(RECEIVED, "m2", 2, "r2", 30_020, ""),
                        event(FAILED, "m2", 2, "r2", 30_028, ERROR),
                        moved("m2", 60_030),
                        redrivenEvent("m2", 3, "d1", 60_030))),
                START,
                List.of(),
                List.of(),
                2,
                0));
    assertThat(Numbers.of(history, "m2"))
        .isEqualTo(new Numbers(2, 2, 0, Fate.DEAD_LETTERED, OptionalInt.of(3), 1, 0));
  }

  /** The answer to the send took 660 ms; the record says when the queue took the message. */
  @Test
  void a_message_that_only_the_dead_letter_queue_has_shown_has_its_time_from_there() {
    History history =
        fold(all(new Observation[] {sent("m2", 660)}, redriven("m2", 3, "d1", 60_010)));
    assertThat(history.message("m2").orElseThrow().events(DEAD_LETTERED))
        .extracting(Event::sinceSent)
        .containsExactly(Duration.ofMillis(60_010));
  }

  @Test
  void a_forwarded_message_is_deleted_and_its_copy_found_by_its_key() {
    History history =
        fold(
            all(
                new Observation[] {sent("m1", 0)},
                forwardedRun("m1", 1, "r1", 20),
                copy("m1", "r1", "d1", 40)));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m1",
                event(SENT, "m1", OptionalInt.empty(), 0, ""),
                event(RECEIVED, "m1", 1, "r1", 20, ""),
                event(FORWARDED, "m1", 1, "r1", 28, "caught " + ERROR),
                event(DELETED, "m1", 1, "r1", 30, DELETE),
                new Event(
                    DLQ_RECEIVED,
                    "m1",
                    "copy-r1",
                    at(40),
                    at(0),
                    OptionalInt.of(1),
                    Optional.of("d1"),
                    Optional.of("direct copy"))));
    assertThat(Numbers.of(history, "m1"))
        .isEqualTo(new Numbers(1, 0, 0, Fate.FORWARDED, OptionalInt.of(1), 1, 0));
  }

  @Test
  void a_message_twice_in_a_batch_is_not_deleted_where_the_answer_names_it_for_one_receive() {
    History history =
        fold(
            sent("m3", 0),
            received("m3", 1, "r1", 20),
            received("m3", 2, "r1", 20),
            failed("m3", 1, "r1", 22),
            succeeded("m3", 2, "r1", 24),
            ended("r1", Ending.OK, 28));
    assertThat(history.message("m3").orElseThrow().events(DELETED)).isEmpty();
    assertThat(history.message("m3").orElseThrow().fate()).isEqualTo(Fate.QUEUED);
  }

  @Test
  void a_message_that_succeeds_is_consumed() {
    History history = fold(all(new Observation[] {sent("m3", 0)}, goodRun("m3", 1, "r1", 20)));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m3",
                SENT_M3,
                event(RECEIVED, "m3", 1, "r1", 20, ""),
                event(SUCCEEDED, "m3", 1, "r1", 28, ""),
                event(DELETED, "m3", 1, "r1", 30, DELETE)));
    assertThat(Numbers.of(history, "m3"))
        .isEqualTo(new Numbers(1, 0, 0, Fate.CONSUMED, OptionalInt.empty(), 0, 0));
  }

  @Test
  void a_success_without_the_end_of_its_invocation_leaves_the_message_queued() {
    History history =
        fold(sent("m3", 0), received("m3", 1, "r1", 20), succeeded("m3", 1, "r1", 28));
    assertThat(Numbers.of(history, "m3"))
        .isEqualTo(new Numbers(1, 0, 0, Fate.QUEUED, OptionalInt.empty(), 0, 0));
  }

  @Test
  void in_a_poisoned_batch_the_good_records_fail_with_it_and_are_redriven() {
    Observation[] first = poisonedBatch(1, "r1", 20);
    Observation[] second = poisonedBatch(2, "r2", 30_020);
    History history =
        fold(
            all(
                new Observation[] {sent("m1", 0), sent("m2", 0), sent("m3", 0)},
                first,
                second,
                copy("m1", "r1", "d1", 50),
                copy("m1", "r2", "d2", 30_050),
                redriven("m1", 3, "d3", 60_020),
                redriven("m2", 3, "d4", 60_025),
                redriven("m3", 3, "d5", 60_030)));
    assertThat(history.message("m1").orElseThrow().events().subList(1, 5))
        .containsExactly(
            event(RECEIVED, "m1", 1, "r1", 20, ""),
            event(FORWARDED, "m1", 1, "r1", 22, "caught " + ERROR),
            event(FAILED, "m1", 1, "r1", 28, "its batch failed: the message returns to the queue"),
            new Event(
                DLQ_RECEIVED,
                "m1",
                "copy-r1",
                at(50),
                at(0),
                OptionalInt.of(1),
                Optional.of("d1"),
                Optional.of("direct copy")));
    assertThat(history.message("m3").orElseThrow().events().subList(1, 3))
        .containsExactly(
            event(RECEIVED, "m3", 1, "r1", 20, ""),
            event(UNPROCESSED, "m3", 1, "r1", 24, "its batch failed before its turn"));
    assertThat(
            List.of(
                Numbers.of(history, "m1"), Numbers.of(history, "m2"), Numbers.of(history, "m3")))
        .containsExactly(
            new Numbers(2, 2, 0, Fate.DEAD_LETTERED, OptionalInt.of(3), 3, 0),
            new Numbers(2, 2, 0, Fate.DEAD_LETTERED, OptionalInt.of(3), 1, 0),
            new Numbers(2, 0, 2, Fate.DEAD_LETTERED, OptionalInt.of(3), 1, 0));
    assertThat(history.messages())
        .extracting(MessageHistory::deadLetteredUnrun)
        .containsExactly(false, false, true);
    assertThat(history.invocationErrors()).isEqualTo(2);
  }

  @Test
  void of_a_batch_that_times_out_only_the_record_in_hand_has_timed_out() {
    History history =
        fold(
            sent("m1", 0),
            sent("m2", 0),
            sent("m3", 0),
            received("m1", 1, "r1", 1, 20),
            received("m2", 1, "r1", 2, 20),
            received("m3", 1, "r1", 3, 20),
            forwarded("m1", 1, "r1", 22),
            ended("r1", Ending.TIMED_OUT, 5_020),
            ended("r1", Ending.OK, 5_021));
    assertThat(history.message("m2").orElseThrow().events())
        .last()
        .isEqualTo(event(TIMED_OUT, "m2", 1, "r1", 5_020, "Task timed out after 5.00 seconds"));
    assertThat(history.message("m3").orElseThrow().events())
        .last()
        .isEqualTo(event(UNPROCESSED, "m3", 1, "r1", 5_020, "its batch timed out before its turn"));
    assertThat(history.messages()).allMatch(message -> message.openReceives().isEmpty());
    assertThat(history.invocationErrors()).isEqualTo(1);
  }

  @Test
  void an_answer_that_the_mapping_cannot_use_is_no_failed_invocation() {
    History history =
        fold(
            sent("m2", 0),
            received("m2", 1, "r1", 20),
            badAnswer("m2", 1, "r1", 24),
            ended("r1", Ending.ERROR, 28));
    assertThat(history.message("m2").orElseThrow().functionErrors()).isEqualTo(1);
    assertThat(history.invocationErrors()).isZero();
  }

  private static Observation[] poisonedBatch(int count, String request, long at) {
    return new Observation[] {
      received("m1", count, request, at),
      received("m2", count, request, at),
      received("m3", count, request, at),
      forwarded("m1", count, request, at + 2),
      failed("m2", count, request, at + 4),
      unprocessed("m3", count, request, at + 4),
      ended(request, Ending.ERROR, at + 8)
    };
  }

  @Test
  void with_batch_item_failures_only_the_reported_records_stay_in_the_queue() {
    History history =
        TimelineFold.ofMessages(Story.RUN_ID, OptionalInt.of(2), /* itemFailures= */ true)
            .fold(
                List.of(
                    sent("m1", 0),
                    sent("m2", 0),
                    sent("m3", 0),
                    received("m1", 1, "r1", 20),
                    received("m2", 1, "r1", 20),
                    received("m3", 1, "r1", 20),
                    forwarded("m1", 1, "r1", 22),
                    failed("m2", 1, "r1", 24),
                    unprocessed("m3", 1, "r1", 24),
                    ended("r1", Ending.OK, 28)));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m1",
                event(SENT, "m1", OptionalInt.empty(), 0, ""),
                event(RECEIVED, "m1", 1, "r1", 20, ""),
                event(FORWARDED, "m1", 1, "r1", 22, "caught " + ERROR),
                event(DELETED, "m1", 1, "r1", 28, DELETE)),
            message(
                "m2",
                SENT_M2,
                event(RECEIVED, "m2", 1, "r1", 20, ""),
                event(FAILED, "m2", 1, "r1", 24, ERROR)),
            message(
                "m3",
                SENT_M3,
                event(RECEIVED, "m3", 1, "r1", 20, ""),
                event(
                    UNPROCESSED,
                    "m3",
                    1,
                    "r1",
                    24,
                    "reported together with a record that failed before it")));
    assertThat(history.messages().stream().map(MessageHistory::fate))
        .containsExactly(Fate.FORWARDED, Fate.QUEUED, Fate.QUEUED);
    assertThat(history.invocationErrors()).isZero();
  }

  @Test
  void a_run_without_an_outcome_ends_as_its_invocation_ended() {
    History history =
        fold(
            sent("m3", 0),
            received("m3", 1, "r1", 0),
            ended("r1", Ending.TIMED_OUT, 5_000),
            received("m3", 2, "r2", 30_000),
            ended("r2", Ending.CRASHED, 30_100),
            received("m3", 3, "r3", 60_000),
            ended("r3", Ending.ERROR, 60_100),
            received("m3", 4, "r4", 90_000));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m3",
                SENT_M3,
                event(RECEIVED, "m3", 1, "r1", 0, ""),
                event(TIMED_OUT, "m3", 1, "r1", 5_000, "Task timed out after 5.00 seconds"),
                event(RECEIVED, "m3", 2, "r2", 30_000, ""),
                event(CRASHED, "m3", 2, "r2", 30_100, "Runtime exited with error: exit status 1"),
                event(RECEIVED, "m3", 3, "r3", 60_000, ""),
                event(FAILED, "m3", 3, "r3", 60_100, ERROR),
                event(RECEIVED, "m3", 4, "r4", 90_000, "")));
    assertThat(Numbers.of(history, "m3"))
        .isEqualTo(new Numbers(4, 3, 0, Fate.QUEUED, OptionalInt.empty(), 0, 0));
  }

  @Test
  void a_good_end_without_an_outcome_line_is_neither_error_nor_success() {
    History history = fold(sent("m3", 0), received("m3", 1, "r1", 20), ended("r1", Ending.OK, 30));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m3",
                SENT_M3,
                event(RECEIVED, "m3", 1, "r1", 20, ""),
                event(EventType.ENDED, "m3", 1, "r1", 30, "nothing says how")));
  }

  @Test
  void a_gap_in_the_receive_counts_is_a_phantom_receive() {
    History history =
        fold(sent("m3", 0), received("m3", 1, "r1", 20), received("m3", 3, "r3", 60_020));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m3",
                SENT_M3,
                event(RECEIVED, "m3", 1, "r1", 20, ""),
                event(PHANTOM_RECEIVE, "m3", OptionalInt.of(2), 60_020, PHANTOM),
                event(RECEIVED, "m3", 3, "r3", 60_020, "")));
    assertThat(Numbers.of(history, "m3"))
        .isEqualTo(new Numbers(3, 0, 0, Fate.QUEUED, OptionalInt.empty(), 0, 1));
  }

  @Test
  void a_redriven_message_was_received_as_often_as_the_redrive_policy_asks() {
    Observation[] story =
        all(
            new Observation[] {sent("m2", 0)},
            failedRun("m2", 1, "r1", 20),
            redriven("m2", 4, "d1", 90_000));
    assertThat(Numbers.of(fold(OptionalInt.of(3), story), "m2"))
        .isEqualTo(new Numbers(3, 1, 0, Fate.DEAD_LETTERED, OptionalInt.of(4), 1, 2));
    assertThat(Numbers.of(fold(OptionalInt.empty(), story), "m2"))
        .isEqualTo(new Numbers(1, 1, 0, Fate.DEAD_LETTERED, OptionalInt.of(4), 1, 0));
  }

  @Test
  void an_asynchronous_retry_repeats_request_id_and_receive_count_and_is_a_run_of_its_own() {
    History history =
        fold(
            all(
                new Observation[] {sent("m2", 0)},
                failedRun("m2", 1, "r1", 20),
                failedRun("m2", 1, "r1", 60_020)));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m2",
                SENT_M2,
                event(RECEIVED, "m2", 1, "r1", 20, ""),
                event(FAILED, "m2", 1, "r1", 28, ERROR),
                event(RECEIVED, "m2", 1, "r1", 60_020, ""),
                event(FAILED, "m2", 1, "r1", 60_028, ERROR)));
    assertThat(Numbers.of(history, "m2"))
        .isEqualTo(new Numbers(1, 2, 0, Fate.QUEUED, OptionalInt.empty(), 0, 0));
  }

  @Test
  void an_outcome_proves_the_receive_whose_line_is_missing() {
    History history = fold(sent("m3", 0), succeeded("m3", 1, "r1", 28), ended("r1", Ending.OK, 30));
    assertThat(history.messages())
        .containsExactly(
            message(
                "m3",
                SENT_M3,
                event(
                    RECEIVED,
                    "m3",
                    1,
                    "r1",
                    28,
                    "inferred from its outcome: the received line is missing"),
                event(SUCCEEDED, "m3", 1, "r1", 28, ""),
                event(DELETED, "m3", 1, "r1", 30, DELETE)));
  }

  @Test
  void the_queues_own_sent_time_counts_and_not_the_senders_clock() {
    History history = fold(sent("m3", -700), received("m3", 1, "r1", 20));
    assertThat(history.messages())
        .containsExactly(message("m3", SENT_M3, event(RECEIVED, "m3", 1, "r1", 20, "")));
  }

  @Test
  void a_record_of_another_run_is_a_stray_and_touches_no_message() {
    History history =
        TimelineFold.ofMessages("another run", OptionalInt.of(2), false)
            .fold(List.of(sent("m3", 0), received("m4", 1, "r1", 20)));
    assertThat(history)
        .isEqualTo(
            new History(
                List.of(message("m3", SENT_M3)),
                START,
                List.of(),
                List.of(received("m4", 1, "r1", 20)),
                0,
                0));
  }

  @Test
  void an_invocation_without_journal_lines_is_kept() {
    History history = fold(sent("m3", 0), ended("r0", Ending.CRASHED, 10));
    assertThat(history)
        .isEqualTo(
            new History(
                List.of(message("m3", SENT_M3)),
                START,
                List.of(ended("r0", Ending.CRASHED, 10)),
                List.of(),
                1,
                1));
  }

  @Test
  void messages_come_in_the_order_in_which_they_were_sent() {
    History history = fold(sent("m10", 5), sent("m2", 5), sent("m3", 0));
    assertThat(history.messages().stream().map(MessageHistory::key))
        .containsExactly("m3", "m2", "m10");
  }

  @Test
  void nothing_observed_is_an_empty_history() {
    assertThat(fold()).isEqualTo(new History(List.of(), Instant.EPOCH, List.of(), List.of(), 0, 0));
  }

  private record Numbers(
      int receives,
      int functionErrors,
      int unprocessed,
      Fate fate,
      OptionalInt dlqReceiveCount,
      int dlqCopies,
      int phantoms) {
    static Numbers of(History history, String key) {
      MessageHistory message = history.message(key).orElseThrow();
      return new Numbers(
          message.receives(),
          message.functionErrors(),
          message.unprocessed(),
          message.fate(),
          message.dlqReceiveCount(),
          message.dlqCopies(),
          message.phantoms());
    }
  }
}
