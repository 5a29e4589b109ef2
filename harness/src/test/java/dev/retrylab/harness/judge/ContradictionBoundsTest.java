package dev.retrylab.harness.judge;

import static dev.retrylab.harness.expect.prediction.IntRange.exactly;
import static dev.retrylab.harness.judge.Articles.CONDITIONS;
import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.fails;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.seconds;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Predicted;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The last moment at which something is no contradiction yet, and the first at which it is one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContradictionBoundsTest {
  private static final MessagePrediction FAILS_TWICE = fails(exactly(2), List.of());

  private static MessageHistory m2(Observation[]... story) {
    return history(story).message("m2").orElseThrow();
  }

  private static History history(Observation[]... story) {
    return fold(all(new Observation[] {sent("m2", 0)}, all(story)));
  }

  private static List<String> standing(MessagePrediction expected, MessageHistory message) {
    return Contradictions.standing(expected, message, watchedUntil(300_000));
  }

  @Test
  void a_receive_may_be_as_early_as_two_clocks_can_differ() {
    Observation[] first = failedRun("m2", 1, "r1", 30);
    assertThat(standing(FAILS_TWICE, m2(first, failedRun("m2", 2, "r2", 29_500)))).isEmpty();
    assertThat(standing(FAILS_TWICE, m2(first, failedRun("m2", 2, "r2", 29_499))))
        .containsExactly("receive 2 came at +29.5 s, before +30.0 s");
  }

  @Test
  void what_is_too_few_beside_a_phantom_receive_is_told_with_what_was_expected() {
    MessagePrediction fourErrors = fails(exactly(4), List.of());
    MessageHistory message = m2(failedRun("m2", 2, "r2", 30_030));
    assertThat(message.phantoms()).isEqualTo(1);
    assertThat(Contradictions.atTheEnd(fourErrors, message, watchedUntil(90_000)))
        .containsExactly("1 function error, not 4");
  }

  @Test
  void a_lower_count_may_show_as_late_as_its_batch_was_gathered() {
    Conditions gathering =
        new Conditions(
            CONDITIONS.visibilityTimeout(),
            CONDITIONS.shortestVisibility(),
            CONDITIONS.slack(),
            CONDITIONS.clockSkew(),
            CONDITIONS.dlqReceiveCountSettled(),
            CONDITIONS.exactlyOnce(),
            CONDITIONS.retention(),
            CONDITIONS.dlqReceived(),
            Duration.ofSeconds(45));
    MessagePrediction expected = fails(exactly(2), List.of());
    Observation[] second = {received("m2", 2, "r2", 30_000)};
    MessageHistory inTime = m2(second, new Observation[] {received("m2", 1, "r1", 75_000)});
    MessageHistory late = m2(second, new Observation[] {received("m2", 1, "r1", 75_001)});
    Evidence evidence = watchedUntil(300_000, gathering);
    assertThat(Contradictions.standing(expected, inTime, evidence)).isEmpty();
    assertThat(Contradictions.standing(expected, late, evidence)).hasSize(1);
  }

  @Test
  void a_lower_count_may_show_as_late_as_the_message_stayed_hidden() {
    MessagePrediction expected = fails(exactly(2), List.of());
    Observation[] second = {received("m2", 2, "r2", 30_000)};
    assertThat(standing(expected, m2(second, new Observation[] {received("m2", 1, "r1", 60_000)})))
        .isEmpty();
    assertThat(standing(expected, m2(second, new Observation[] {received("m2", 1, "r1", 60_001)})))
        .containsExactly(
            "receive 1 came at +60.0 s, after receive 2: the count went back under one message id");
    assertThat(standing(expected, m2(second, new Observation[] {received("m2", 2, "r3", 90_000)})))
        .isEmpty();
  }

  @Test
  void the_wait_for_a_lower_count_begins_with_the_first_receive_of_the_highest() {
    assertThat(
            standing(
                FAILS_TWICE,
                m2(
                    new Observation[] {
                      received("m2", 2, "r2", 30_000),
                      received("m2", 2, "r3", 50_000),
                      received("m2", 1, "r1", 70_000)
                    })))
        .hasSize(1);
  }

  @Test
  void fewer_receives_than_expected_contradict_once_nothing_more_can_come() {
    MessagePrediction twice = Predicted.ending(Fate.CONSUMED).received(0, 30).message();
    MessageHistory once = m2(goodRun("m2", 1, "r1", 30));
    assertThat(Contradictions.atTheEnd(twice, once, watchedUntil(90_000)))
        .containsExactly("1 receive, not 2");
    assertThat(Contradictions.atTheEnd(succeeds(), once, watchedUntil(90_000))).isEmpty();
    assertThat(Contradictions.atTheEnd(FAILS_TWICE, once, watchedUntil(90_000)))
        .containsExactly(
            "1 receive, not 2",
            "0 function errors, not 2",
            "0 messages in the dead-letter queue, not 1");
  }

  @Test
  void the_next_missing_error_is_the_one_after_those_seen_and_those_of_phantom_receives() {
    MessagePrediction four = fails(exactly(4), seconds(0, 30, 60, 90));
    assertThat(Contradictions.firstMissingError(four, m2(failedRun("m2", 1, "r1", 30))))
        .contains(Duration.ofSeconds(30));
    MessageHistory phantom = m2(failedRun("m2", 2, "r2", 30_030));
    assertThat(Contradictions.firstMissingError(four, phantom)).contains(Duration.ofSeconds(60));
    MessagePrediction two = fails(exactly(2), seconds(0, 30));
    assertThat(Contradictions.firstMissingError(two, phantom)).isEmpty();
    MessagePrediction late = fails(exactly(4), seconds(0, 30));
    assertThat(
            Contradictions.firstMissingError(
                late, m2(failedRun("m2", 1, "r1", 30), failedRun("m2", 2, "r2", 30_030))))
        .isEmpty();
  }

  @Test
  void what_may_stay_in_its_queue_is_not_waited_for_once_it_was_received() {
    MessagePrediction stays =
        Predicted.ending(Fate.QUEUED, Fate.DEAD_LETTERED)
            .received(0, 30)
            .failing(exactly(2))
            .message();
    Watch watch = new Watch(List.of(only("documented", Map.entry("m2", stays))), CONDITIONS);
    assertThat(watch.assess(history(), at(90_000), Duration.ZERO).waitedFor())
        .containsExactly("m2: not yet received");
    History received = history(failedRun("m2", 1, "r1", 30));
    assertThat(watch.assess(received, at(90_000), Duration.ZERO).complete()).isTrue();
    Watch others = new Watch(List.of(only("documented", Map.entry("m2", FAILS_TWICE))), CONDITIONS);
    assertThat(others.assess(received, at(90_000), Duration.ZERO).complete()).isFalse();
  }

  @Test
  void what_is_due_next_comes_before_what_is_overdue_and_of_that_the_oldest_is_named() {
    Prediction two =
        only(
            "documented",
            Map.entry("m2", FAILS_TWICE),
            Map.entry("m3", fails(exactly(2), List.of())));
    History history = fold(sent("m2", 0), sent("m3", 10_000));
    Histories histories = Histories.of(history);
    assertThat(NextExpected.of(List.of(two), histories, at(0)))
        .contains(new NextExpected("m2", "receive 1", at(0)));
    assertThat(NextExpected.of(List.of(two), histories, at(5_000)))
        .contains(new NextExpected("m3", "receive 1", at(10_000)));
    assertThat(NextExpected.of(List.of(two), histories, at(20_000)))
        .contains(new NextExpected("m2", "receive 1", at(0)));
  }

  @Test
  void waits_between_receives_are_sorted_and_need_both_counts() {
    History history =
        fold(
            all(
                new Observation[] {sent("m2", 0), sent("m3", 0), sent("m4", 0)},
                failedRun("m2", 1, "r1", 0),
                failedRun("m2", 2, "r2", 31_000),
                failedRun("m3", 2, "r4", 30_000),
                failedRun("m3", 1, "r3", 0),
                failedRun("m4", 1, "r5", 0),
                failedRun("m4", 3, "r6", 60_000)));
    assertThat(RetryIntervals.of(history.messages()))
        .isEqualTo(
            new RetryIntervals(List.of(Duration.ofSeconds(30), Duration.ofSeconds(31)), List.of()));
  }

  @Test
  void what_a_step_had_to_say_is_a_finding_of_that_step() {
    StepPrediction look = new StepPrediction(2, "look", Map.of());
    Prediction prediction = new Prediction("documented", "A claim.", Map.of(), List.of(look));
    List<StepResult> steps =
        List.of(
            new StepResult(1, Instant.EPOCH, Map.of(), Optional.of("of another step")),
            new StepResult(2, Instant.EPOCH, Map.of(), Optional.of("refused")));
    assertThat(new Judge().judge(history(), List.of(prediction), watchedUntil(1), steps).findings())
        .filteredOn(RunFinding.StepRemark.class::isInstance)
        .containsExactly(new RunFinding.StepRemark(2, "look", "refused"));
    assertThat(StepGrader.key(2)).isEqualTo("step 2");
  }
}
