package dev.retrylab.harness.judge.evidence;

import static dev.retrylab.harness.judge.Articles.CONDITIONS;
import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.copy;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwardedRun;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Articles;
import dev.retrylab.harness.judge.Expected;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Judgement;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Histories that no queue may bring about, and beside each one that it may. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InvariantsTest {
  /** Of AWS, where a standard queue delivers at least once. */
  private static final Conditions AT_LEAST_ONCE =
      Articles.conditions(
          Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(500), false, false);

  private static List<String> broken(History history) {
    return Invariants.broken(history, CONDITIONS, true).stream()
        .map(one -> one.key() + ": " + one.what())
        .toList();
  }

  private static History of(Observation[]... parts) {
    return fold(all(parts));
  }

  private static Observation[] both(String... keys) {
    return Arrays.stream(keys).map(key -> sent(key, 0)).toArray(Observation[]::new);
  }

  /** The messages as those of one group, or of a standard queue. */
  private static History grouped(Optional<String> group, History history) {
    return new History(
        history.messages().stream()
            .map(
                one ->
                    new MessageHistory(
                        one.key(), one.userId(), one.messageId(), group, one.events()))
            .toList(),
        history.start(),
        history.unjournalled(),
        history.strays(),
        0,
        0);
  }

  private static History inOneGroup(Observation[]... parts) {
    return grouped(Optional.of("g"), of(parts));
  }

  @Test
  void the_article_breaks_none() {
    assertThat(broken(Articles.history())).isEmpty();
  }

  @Test
  void a_message_that_was_deleted_is_not_moved() {
    assertThat(broken(of(both("m2"), goodRun("m2", 1, "r1", 20), redriven("m2", 3, "d", 60_000))))
        .containsExactly("m2: it was deleted at +0.0 s, and yet the redrive policy moved it");
  }

  @Test
  void a_run_that_ended_after_its_message_was_visible_again_may_have_deleted_nothing() {
    Observation[] late =
        all(
            new Observation[] {received("m2", 1, "r1", 20)},
            new Observation[] {succeeded("m2", 1, "r1", 30_100), ended("r1", Ending.OK, 30_110)});
    assertThat(
            broken(
                of(
                    both("m2"),
                    late,
                    failedRun("m2", 2, "r2", 30_050),
                    redriven("m2", 3, "d", 60_100))))
        .isEmpty();
  }

  @Test
  void a_message_that_was_deleted_does_not_come_again() {
    assertThat(broken(of(both("m2"), goodRun("m2", 1, "r1", 20), goodRun("m2", 2, "r2", 31_000))))
        .containsExactly(
            "m2: receive 2 came at +31.0 s, though it was deleted by +0.0 s, after receive 1");
  }

  @Test
  void a_run_that_was_late_itself_is_no_receive_after_the_deletion() {
    assertThat(
            broken(of(both("m2"), goodRun("m2", 2, "r2", 30_050), goodRun("m2", 1, "r1", 45_000))))
        .isEmpty();
    assertThat(
            broken(
                of(
                    both("m2"),
                    redriven("m2", 3, "d", 60_050),
                    failedRun("m2", 1, "r1", 61_000),
                    failedRun("m2", 2, "r2", 200_000))))
        .isEmpty();
  }

  @Test
  void a_message_that_was_moved_does_not_come_again() {
    assertThat(
            broken(
                of(
                    both("m2"),
                    failedRun("m2", 1, "r1", 20),
                    failedRun("m2", 2, "r2", 30_040),
                    redriven("m2", 3, "d", 60_050),
                    failedRun("m2", 3, "r3", 90_600))))
        .containsExactly(
            "m2: receive 3 came at +90.6 s, though it was dead-lettered by +60.1 s, after receive 2");
  }

  @Test
  void no_two_invocations_get_the_same_receive() {
    assertThat(broken(of(both("m2"), failedRun("m2", 1, "r1", 20), failedRun("m2", 1, "r2", 40))))
        .containsExactly("m2: receive 1 was handed out twice, at +0.0 s and at +0.0 s");
  }

  @Test
  void what_a_move_task_brings_is_a_new_message() {
    assertThat(broken(movedAs("id-m2#2")))
        .containsExactly(
            "m2#2: a move task brought it back under the message id that it had before, though what it moves is a new message");
    assertThat(broken(movedAs("id-of-its-own"))).isEmpty();
  }

  private static History movedAs(String messageId) {
    return fold(
        new Observation[] {new Sent("m2#2", "2", messageId, Optional.of("2"), Instant.EPOCH)});
  }

  @Test
  void no_copy_comes_out_of_nowhere() {
    Observation[][] twoCopies = {
      both("m1"),
      forwardedRun("m1", 1, "r1", 20),
      copy("m1", "r1", "d1", 60),
      copy("m1", "other", "d2", 70)
    };
    assertThat(broken(of(twoCopies)))
        .containsExactly(
            "m1: 2 messages of it in the dead-letter queue after 1 receive: something came out of"
                + " nowhere");
    assertThat(Invariants.broken(of(twoCopies), CONDITIONS, /* complete= */ false)).isEmpty();
  }

  @Test
  void no_message_overtakes_one_of_its_group_that_comes_again() {
    assertThat(
            broken(
                inOneGroup(
                    both("m1", "m2"),
                    failedRun("m1", 1, "r1", 20),
                    goodRun("m2", 1, "r2", 40),
                    goodRun("m1", 2, "r3", 30_050))))
        .containsExactly(
            "m2: it was received at +0.0 s, while m1, which is before it in group g, was in the"
                + " queue until +30.1 s at the least");
  }

  @Test
  void no_message_overtakes_one_of_its_group_that_is_dead_lettered_later() {
    assertThat(
            broken(
                inOneGroup(
                    both("m1", "m2"),
                    failedRun("m1", 1, "r1", 20),
                    failedRun("m1", 2, "r2", 30_040),
                    goodRun("m2", 1, "r3", 59_000),
                    redriven("m1", 3, "d", 60_050))))
        .containsExactly(
            "m2: it was received at +59.0 s, while m1, which is before it in group g, was in the"
                + " queue until +60.0 s at the least");
  }

  @Test
  void a_group_may_go_on_once_its_first_message_is_moved_or_deleted() {
    assertThat(
            broken(
                inOneGroup(
                    both("m1", "m2", "m3"),
                    failedRun("m1", 1, "r1", 20),
                    failedRun("m1", 2, "r2", 30_040),
                    goodRun("m2", 1, "r3", 60_040),
                    redriven("m1", 3, "d", 60_050),
                    goodRun("m3", 1, "r4", 60_051))))
        .isEmpty();
  }

  private static Observation[] longRun(int receive, String request, long at) {
    return new Observation[] {
      received("m1", receive, request, at),
      succeeded("m1", receive, request, at + 100_000),
      ended(request, Ending.OK, at + 100_010)
    };
  }

  /** Received at 0 and 30 s, and worked on for 100 s each; so it may be moved from 60 s on. */
  @Test
  void a_group_may_go_on_once_its_first_message_is_moved_in_the_midst_of_its_runs() {
    Observation[] moved =
        all(longRun(1, "r1", 20), longRun(2, "r2", 30_050), redriven("m1", 3, "d", 60_100));
    assertThat(broken(inOneGroup(both("m1", "m2"), moved, goodRun("m2", 1, "r3", 60_050))))
        .isEmpty();
    assertThat(broken(inOneGroup(both("m1", "m2"), moved, goodRun("m2", 1, "r3", 59_000))))
        .containsExactly(
            "m2: it was received at +59.0 s, while m1, which is before it in group g, was in the"
                + " queue until +60.0 s at the least");
  }

  @Test
  void a_group_may_go_on_once_its_first_message_has_expired_though_a_run_still_has_it() {
    History history =
        inOneGroup(
            both("m1", "m2"),
            new Observation[] {received("m1", 1, "r1", 59_000)},
            goodRun("m2", 1, "r2", 60_000),
            new Observation[] {succeeded("m1", 1, "r1", 61_000), ended("r1", Ending.OK, 61_000)});
    assertThat(broken(history))
        .containsExactly(
            "m2: it was received at +60.0 s, while m1, which is before it in group g, was in the"
                + " queue until +61.0 s at the least");
    Conditions expiring =
        Articles.conditions(
            CONDITIONS.visibilityTimeout(),
            CONDITIONS.slack(),
            CONDITIONS.clockSkew(),
            true,
            true,
            Duration.ofMinutes(1));
    assertThat(Invariants.broken(history, expiring, true)).isEmpty();
  }

  @Test
  void messages_of_one_batch_do_not_overtake_each_other() {
    Observation[] batch = {
      received("m1", 1, "r1", 20),
      received("m2", 1, "r1", 20),
      succeeded("m2", 1, "r1", 21),
      ended("r1", Ending.ERROR, 22)
    };
    assertThat(broken(inOneGroup(both("m1", "m2"), batch, goodRun("m1", 2, "r2", 30_050))))
        .isEmpty();
  }

  @Test
  void messages_of_other_groups_or_of_a_standard_queue_may_go_first() {
    Observation[][] story = {
      both("m1", "m2"),
      failedRun("m1", 1, "r1", 20),
      goodRun("m2", 1, "r2", 40),
      goodRun("m1", 2, "r3", 30_050)
    };
    assertThat(broken(of(story))).isEmpty();
    assertThat(broken(grouped(Optional.empty(), of(story)))).isEmpty();
  }

  @Test
  void a_receive_that_no_function_logged_may_have_been_of_the_same_batch() {
    assertThat(
            broken(
                inOneGroup(
                    both("m1", "m2"), goodRun("m2", 1, "r1", 40), goodRun("m1", 2, "r2", 30_050))))
        .isEmpty();
  }

  private static Judgement judge(History history, Conditions conditions) {
    Prediction[] all = {
      Expected.only("documented", Map.entry("m2", Expected.succeeds())),
      Expected.only("other", Map.entry("m2", Expected.succeeds()))
    };
    return new Judge().judge(history, List.of(all), watchedUntil(61_200, conditions));
  }

  /** Nothing that the prediction counts is wrong: one receive, one deletion. */
  private static History handedOutTwice() {
    return of(both("m2"), goodRun("m2", 1, "r1", 20), goodRun("m2", 1, "r2", 40));
  }

  @Test
  void what_a_fifo_queue_breaks_refutes_every_hypothesis() {
    Judgement judgement = judge(handedOutTwice(), AT_LEAST_ONCE);
    assertThat(judgement.verdict()).isEqualTo(Verdict.DIVERGED);
    assertThat(judgement.verdicts("m2"))
        .hasSize(2)
        .extracting(MessageVerdict::reasons)
        .containsOnly(List.of("receive 1 was handed out twice, at +0.0 s and at +0.0 s"));
    assertThat(judgement.hypotheses())
        .extracting(HypothesisResult::standing)
        .containsOnly(Standing.REFUTED);
  }

  @Test
  void what_a_standard_queue_delivers_twice_is_a_finding_on_aws_and_refutes_locally() {
    History standard = grouped(Optional.empty(), handedOutTwice());
    Judgement onAws = judge(standard, AT_LEAST_ONCE);
    assertThat(onAws.verdict()).isEqualTo(Verdict.MATCH);
    assertThat(onAws.findings())
        .contains(
            new RunFinding.MoreThanOnce(
                "m2", "receive 1 was handed out twice, at +0.0 s and at +0.0 s"));
    assertThat(judge(standard, CONDITIONS).verdict()).isEqualTo(Verdict.DIVERGED);
  }
}
