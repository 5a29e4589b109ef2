package dev.retrylab.harness.judge;

import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.documented;
import static dev.retrylab.harness.timeline.fold.Story.RUN_ID;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwardedRun;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.evidence.BrokenInvariant;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.StepResult;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Rules of the judge that few runs need. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JudgeEdgesTest {

  @Test
  void a_broken_promise_joins_what_contradicts_and_takes_the_place_of_what_is_missing() {
    BrokenPromises promises =
        BrokenPromises.among(
            List.of(
                new BrokenInvariant("m1", "came twice", true),
                new BrokenInvariant("m2", "allowed", false)));
    assertThat(promises.applyTo("m1", Grade.diverged(List.of("too early"))))
        .isEqualTo(Grade.diverged(List.of("too early", "came twice")));
    assertThat(promises.applyTo("m1", Grade.inconclusive(List.of("missing"))))
        .isEqualTo(Grade.diverged(List.of("came twice")));
    assertThat(promises.applyTo("m2", Grade.MATCH)).isEqualTo(Grade.MATCH);
  }

  @Test
  void the_message_itself_in_the_dead_letter_queue_is_no_copy_that_the_consumer_sent_there() {
    History history =
        fold(
            all(
                new Observation[] {sent("m2", 0)},
                forwardedRun("m2", 1, "r1", 10),
                redriven("m2", 3, "d1", 60_000)));
    assertThat(AwaitedFacts.of(history.messages().get(0), Articles.CONDITIONS).waitedFor())
        .containsExactly(
            "copies that the consumer sent to the dead-letter queue received there: 0 of 1");
  }

  @Test
  void a_step_is_held_against_its_own_result() {
    StepPrediction look = new StepPrediction(2, "look", Map.of("messages", IntRange.exactly(1)));
    List<StepResult> results =
        List.of(
            new StepResult(1, Instant.EPOCH, Map.of("messages", 5L), Optional.empty()),
            new StepResult(2, Instant.EPOCH, Map.of("messages", 1L), Optional.empty()));
    assertThat(StepGrader.grade("h", look, results).verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  void waits_between_attempts_of_an_event_are_told_from_the_shortest_to_the_longest() {
    Observation[] story =
        all(
            new Observation[] {sent("m2", 0)},
            failedRun("m2", 1, "r1", 0),
            failedRun("m2", 1, "r1", 60_000),
            failedRun("m2", 1, "r1", 180_000));
    History history = TimelineFold.ofEvents(RUN_ID, false).fold(List.of(story));
    assertThat(new Judge().judge(history, List.of(documented()), watchedUntil(300_000)).findings())
        .contains(new RunFinding.AttemptInterval(2, Duration.ofMinutes(1), Duration.ofMinutes(2)));
  }

  @Test
  void only_what_is_no_promise_is_a_finding_of_more_than_once() {
    List<BrokenInvariant> broken =
        List.of(
            new BrokenInvariant("m1", "promised", true),
            new BrokenInvariant("m2", "not promised", false));
    History history = fold(sent("m2", 0));
    assertThat(
            Findings.of(
                history, Histories.of(history), List.of(documented()), watchedUntil(1), broken))
        .filteredOn(RunFinding.MoreThanOnce.class::isInstance)
        .containsExactly(new RunFinding.MoreThanOnce("m2", "not promised"));
  }

  @Test
  void numbers_and_bounds_are_told_in_words() {
    IntRange one = IntRange.exactly(1);
    IntRange more = new IntRange(1, 3);
    assertThat(List.of(Words.count(1, "receive"), Words.count(2, "receive")))
        .containsExactly("1 receive", "2 receives");
    assertThat(List.of(ExpectedWords.atMost(one), ExpectedWords.atMost(more)))
        .containsExactly("not 1", "not at most 3");
    assertThat(List.of(ExpectedWords.atLeast(one), ExpectedWords.atLeast(more)))
        .containsExactly("not 1", "not at least 1");
    assertThat(List.of(ExpectedWords.range(one), ExpectedWords.range(more)))
        .containsExactly("1", "1 to 3");
  }
}
