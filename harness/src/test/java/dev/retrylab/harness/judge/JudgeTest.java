package dev.retrylab.harness.judge;

import static dev.retrylab.harness.expect.prediction.IntRange.exactly;
import static dev.retrylab.harness.judge.Articles.*;
import static dev.retrylab.harness.judge.Expected.*;
import static dev.retrylab.harness.judge.Verdict.DIVERGED;
import static dev.retrylab.harness.judge.Verdict.INCONCLUSIVE;
import static dev.retrylab.harness.judge.Verdict.MATCH;
import static dev.retrylab.harness.timeline.fold.Story.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Predicted;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JudgeTest {

  private static final Observation SENT_M2 = sent("m2", 0);

  private static Judgement judge(History history, Evidence evidence, Prediction... predictions) {
    return new Judge().judge(history, List.of(predictions), evidence);
  }

  /** The verdict on m2 under one prediction of it. */
  private static MessageVerdict verdict(
      MessagePrediction expected, Evidence evidence, Observation[]... story) {
    History history = fold(all(new Observation[] {SENT_M2}, all(story)));
    Judgement judgement = judge(history, evidence, only("h", Map.entry("m2", expected)));
    MessageVerdict verdict = judgement.verdict("m2", "h").orElseThrow();
    assertThat(judgement.verdict()).isEqualTo(verdict.verdict());
    return verdict;
  }

  private static MessageVerdict m2(Verdict verdict, String... reasons) {
    return new MessageVerdict("h", verdict, List.of(reasons));
  }

  private static MessagePrediction failsTwice() {
    return fails(exactly(2), List.of());
  }

  private static Observation[] redrivenAfterTwoFailures() {
    return all(
        failedRun("m2", 1, "r1", 30),
        failedRun("m2", 2, "r2", 30_040),
        redriven("m2", 3, "d1", 60_050));
  }

  @Test
  void the_article_matches_the_documented_rules_and_refutes_the_guess() {
    Judgement judgement = judge(history(), watchedUntil(61_200), documented(), asyncRetriesApply());
    String overdue =
        "2 function errors, not 4: error 3 was due at +60.0 s, and none came until +61.2 s";
    assertThat(judgement)
        .isEqualTo(
            new Judgement(
                MATCH,
                Map.of(
                    "m1",
                    List.of(
                        new MessageVerdict("documented", MATCH, List.of()),
                        new MessageVerdict("async-retries-apply", MATCH, List.of())),
                    "m2",
                    List.of(
                        new MessageVerdict("documented", MATCH, List.of()),
                        new MessageVerdict("async-retries-apply", DIVERGED, List.of(overdue)))),
                List.of(
                    new HypothesisResult(
                        "documented", SYNCHRONOUS, Standing.SURVIVED, Optional.empty()),
                    new HypothesisResult(
                        "async-retries-apply",
                        GUESS,
                        Standing.REFUTED,
                        Optional.of("m2: " + overdue + "."))),
                List.of(
                    new RunFinding.QuietTime(
                        Duration.ofMillis(61_200), Optional.of(Duration.ofSeconds(60))),
                    new RunFinding.RetryInterval(
                        1,
                        Duration.ofMillis(30_010),
                        Duration.ofMillis(30_010),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30)),
                    new EvidenceFinding.LogEvents(24, LAG))));
  }

  @Test
  void silence_refutes_nothing_before_slack_and_lag_have_passed() {
    Judgement judgement = judge(history(), watchedUntil(61_199), documented(), asyncRetriesApply());
    assertThat(judgement.hypotheses().stream().map(HypothesisResult::standing))
        .containsExactly(Standing.SURVIVED, Standing.OPEN);
    assertThat(judgement.verdict("m2", "async-retries-apply"))
        .contains(
            new MessageVerdict(
                "async-retries-apply",
                INCONCLUSIVE,
                List.of(
                    "watched until +61.2 s only, and the next function error may be seen as late as +61.2 s")));
  }

  @Test
  void the_verdict_is_that_of_the_documented_rules_wherever_they_stand_in_the_list() {
    Evidence evidence = watchedUntil(61_200);
    assertThat(judge(history(), evidence, asyncRetriesApply(), documented()).verdict())
        .isEqualTo(MATCH);
    assertThat(judge(history(), evidence, asyncRetriesApply()).verdict()).isEqualTo(DIVERGED);
    assertThat(judge(history(), evidence).verdict()).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void evidence_that_is_not_complete_is_no_match() {
    Judgement judgement = judge(history(), gaveUpAt(61_200, "m3: not yet sent"), documented());
    assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judgement.hypotheses().get(0).standing()).isEqualTo(Standing.OPEN);
    assertThat(judgement.findings()).contains(new EvidenceFinding.Missing("m3: not yet sent"));
  }

  @Test
  void a_message_that_never_came_to_its_end_is_inconclusive() {
    assertThat(verdict(failsTwice(), gaveUpAt(90_000), failedRun("m2", 1, "r1", 30)))
        .isEqualTo(m2(INCONCLUSIVE, "neither deleted nor dead-lettered yet (1 receive seen)"));
  }

  @Test
  void an_overdue_error_refutes_nothing_while_the_message_may_still_be_received() {
    MessagePrediction expected = fails(exactly(4), seconds(0, 30, 60, 90));
    assertThat(verdict(expected, gaveUpAt(90_000), failedRun("m2", 1, "r1", 30)))
        .isEqualTo(m2(INCONCLUSIVE, "neither deleted nor dead-lettered yet (1 receive seen)"));
  }

  @Test
  void a_message_that_was_not_sent_is_inconclusive() {
    Judgement judgement = judge(fold(), gaveUpAt(90_000), only("h", Map.entry("m2", failsTwice())));
    assertThat(judgement.verdicts("m2"))
        .containsExactly(m2(INCONCLUSIVE, "there is no record of its send"));
  }

  @Test
  void more_runs_than_expected_diverge_even_while_the_message_is_still_queued() {
    assertThat(
            verdict(
                failsTwice(),
                gaveUpAt(61_000),
                failedRun("m2", 1, "r1", 30),
                failedRun("m2", 2, "r2", 30_040),
                failedRun("m2", 3, "r3", 60_050)))
        .isEqualTo(
            m2(DIVERGED, "3 receives, not 2", "3 function errors, not 2: error 3 came at +60.1 s"));
  }

  @Test
  void a_fate_outside_the_prediction_diverges() {
    assertThat(
            verdict(
                failsTwice(),
                watchedUntil(90_000),
                failedRun("m2", 1, "r1", 30),
                goodRun("m2", 2, "r2", 30_040)))
        .isEqualTo(m2(DIVERGED, "consumed, not dead-lettered"));
  }

  @Test
  void a_receive_before_its_bound_diverges_and_clock_skew_is_allowed_for() {
    assertThat(
            verdict(
                failsTwice(),
                gaveUpAt(30_000),
                failedRun("m2", 1, "r1", 30),
                failedRun("m2", 2, "r2", 29_499)))
        .isEqualTo(m2(DIVERGED, "receive 2 came at +29.5 s, before +30.0 s"));
    assertThat(
            verdict(
                failsTwice(),
                gaveUpAt(30_000),
                failedRun("m2", 1, "r1", 30),
                failedRun("m2", 2, "r2", 29_500)))
        .isEqualTo(m2(INCONCLUSIVE, "neither deleted nor dead-lettered yet (2 receives seen)"));
  }

  @Test
  void a_redrive_before_its_bound_diverges() {
    assertThat(
            verdict(
                failsTwice(),
                watchedUntil(61_200),
                failedRun("m2", 1, "r1", 30),
                failedRun("m2", 2, "r2", 30_040),
                redriven("m2", 3, "d1", 40_000)))
        .isEqualTo(m2(DIVERGED, "it was dead-lettered at +40.0 s, before +60.0 s"));
  }

  @Test
  void fewer_errors_diverge_at_once_where_nothing_bounds_them_but_the_redrive() {
    MessagePrediction expected = fails(new IntRange(3, 4), List.of());
    assertThat(verdict(expected, watchedUntil(61_200), redrivenAfterTwoFailures()))
        .isEqualTo(m2(DIVERGED, "2 function errors, not at least 3"));
  }

  @Test
  void fewer_receives_than_expected_diverge_at_the_end() {
    assertThat(
            verdict(
                Predicted.ending(Fate.CONSUMED).received(0, 30).message(),
                watchedUntil(40_000),
                goodRun("m2", 1, "r1", 20)))
        .isEqualTo(m2(DIVERGED, "1 receive, not 2"));
  }

  @Test
  void a_message_that_nothing_can_be_ahead_of_is_never_given_back_unprocessed() {
    assertThat(
            verdict(
                succeeds(),
                watchedUntil(31_220),
                new Observation[] {
                  received("m2", 1, "r1", 20),
                  unprocessed("m2", 1, "r1", 24),
                  ended("r1", Ending.OK, 28)
                }))
        .isEqualTo(m2(DIVERGED, "given back unprocessed by 1 run, not 0"));
  }

  @Test
  void healthy_messages_that_never_ran_are_the_first_finding_with_the_reasons_there_are() {
    History history =
        fold(
            all(
                new Observation[] {
                  sent("m2", 0),
                  sent("m3", 0),
                  sent("m4", 0),
                  received("m3", 1, "r1", 20),
                  unprocessed("m3", 1, "r1", 24),
                  ended("r1", Ending.ERROR, 28),
                  received("m3", 2, "r2", 30_020),
                  unprocessed("m3", 2, "r2", 30_024),
                  ended("r2", Ending.OK, 30_028)
                },
                failedRun("m2", 1, "r3", 30),
                failedRun("m2", 2, "r4", 30_040),
                redriven("m2", 3, "d1", 60_050),
                redriven("m3", 3, "d2", 60_060),
                redriven("m4", 3, "d3", 60_070)));
    Prediction documented =
        only(
            "documented",
            Map.entry("m2", failsTwice()),
            Map.entry("m3", succeeds()),
            Map.entry("m4", succeeds()));
    assertThat(judge(history, gaveUpAt(61_200, "more"), documented).findings().get(0).sentence())
        .isEqualTo(
            "2 healthy messages were dead-lettered without ever running, 1 because it shared its"
                + " batches with a failing message, and they came back before its turn, and it was"
                + " given back unprocessed behind a failed one; 1 because its receives never became"
                + " a run, and the evidence does not tell why (m3, m4).");
  }

  @Test
  void a_consumed_message_matches_once_it_would_have_come_back() {
    Observation[] consumed = goodRun("m2", 1, "r1", 20);
    assertThat(verdict(succeeds(), watchedUntil(31_220), consumed)).isEqualTo(m2(MATCH));
    assertThat(verdict(succeeds(), watchedUntil(31_219), consumed))
        .isEqualTo(
            m2(
                INCONCLUSIVE,
                "watched until +31.2 s only, and another receive may be seen as late as +31.2 s"));
  }

  @Test
  void a_forwarded_message_waits_for_its_copy() {
    Evidence evidence = gaveUpAt(40_000);
    assertThat(verdict(forwards(), evidence, forwardedRun("m2", 1, "r1", 20)).reasons())
        .containsExactly(
            "copies that the consumer sent to the dead-letter queue received there: 0 of 1");
  }

  @Test
  void too_many_messages_in_the_dead_letter_queue_diverge() {
    assertThat(
            verdict(
                failsTwice(),
                watchedUntil(61_200),
                new Observation[] {
                  received("m2", 1, "r1", 20),
                  forwarded("m2", 1, "r1", 25),
                  ended("r1", Ending.ERROR, 30)
                },
                copy("m2", "r1", "d0", 50),
                failedRun("m2", 2, "r2", 30_040),
                redriven("m2", 3, "d1", 60_050)))
        .isEqualTo(m2(DIVERGED, "2 messages in the dead-letter queue, not 1"));
  }

  @Test
  void the_receive_count_in_the_dead_letter_queue_counts_only_where_it_is_settled() {
    Observation[] story =
        all(
            failedRun("m2", 1, "r1", 30),
            failedRun("m2", 2, "r2", 30_040),
            redriven("m2", 4, "d1", 60_050));
    assertThat(verdict(failsTwice(), watchedUntil(61_200), story))
        .isEqualTo(m2(DIVERGED, "receive count 4 in the dead-letter queue, not 3"));

    Conditions unsettled =
        Articles.conditions(
            Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(500), false, false);
    Judgement judgement =
        judge(
            fold(all(new Observation[] {SENT_M2}, story)),
            watchedUntil(61_200, unsettled),
            only("h", Map.entry("m2", failsTwice())));
    assertThat(judgement.verdict()).isEqualTo(MATCH);
    assertThat(judgement.findings()).contains(new RunFinding.DlqReceiveCount("m2", 4, "3"));
  }

  @Test
  void a_phantom_receive_lowers_the_minimum_of_errors_and_is_a_finding() {
    Observation[] story = all(failedRun("m2", 2, "r2", 30_040), redriven("m2", 3, "d1", 60_050));
    assertThat(verdict(failsTwice(), watchedUntil(61_250), story)).isEqualTo(m2(MATCH));
    assertThat(
            judge(
                    fold(all(new Observation[] {SENT_M2}, story)),
                    watchedUntil(61_250),
                    only("h", Map.entry("m2", failsTwice())))
                .findings())
        .contains(new RunFinding.PhantomReceives(List.of("m2"), List.of(1)));
  }

  @Test
  void the_missing_line_of_a_phantom_receive_may_be_late() {
    assertThat(
            verdict(
                failsTwice(),
                watchedUntil(61_249),
                failedRun("m2", 1, "r1", 30),
                redriven("m2", 3, "d1", 60_050)))
        .isEqualTo(
            m2(
                INCONCLUSIVE,
                "watched until +61.2 s only, and another receive may be seen as late as +61.3 s"));
  }

  @Test
  void a_run_whose_end_is_missing_is_inconclusive() {
    assertThat(
            verdict(
                failsTwice(),
                gaveUpAt(90_000),
                failedRun("m2", 1, "r1", 30),
                new Observation[] {received("m2", 2, "r2", 30_040)},
                redriven("m2", 3, "d1", 60_050)))
        .isEqualTo(m2(INCONCLUSIVE, "the run of receive 2 has not ended yet"));
  }

  @Test
  void a_judge_that_throws_is_inconclusive_and_says_so() {
    Judge broken =
        new Judge(
            (expected, message, evidence) -> {
              throw new IllegalStateException("broken on purpose");
            });
    Judgement judgement = broken.judge(history(), List.of(documented()), watchedUntil(61_200));
    String reason = "the judge failed: java.lang.IllegalStateException: broken on purpose";
    assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judgement.verdicts())
        .containsExactly(
            entry("m1", List.of(new MessageVerdict("documented", INCONCLUSIVE, List.of(reason)))),
            entry("m2", List.of(new MessageVerdict("documented", INCONCLUSIVE, List.of(reason)))));
  }

  @Test
  void a_judge_that_cannot_even_begin_is_inconclusive() {
    List<Prediction> unreadable = Arrays.asList(documented(), null);
    assertThat(new Judge().judge(history(), unreadable, watchedUntil(61_200)))
        .satisfies(
            judgement -> assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE),
            judgement ->
                assertThat(judgement.findings())
                    .singleElement()
                    .isInstanceOf(EvidenceFinding.JudgeFailed.class));
  }

  @Test
  void a_failure_inside_the_lab_leaves_everything_open_and_is_the_first_finding() {
    Evidence evidence =
        new Evidence(
            true,
            List.of(),
            at(91_000),
            24,
            false,
            LAG,
            CONDITIONS,
            List.of(),
            List.of(
                new LabFailure(at(12_300), "A poller failed: java.lang.StackOverflowError", ""),
                new LabFailure(at(13_000), "Another failed: x", "")),
            0);
    Judgement judgement = judge(history(), evidence, documented());
    assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judgement.hypotheses())
        .extracting(HypothesisResult::standing)
        .containsExactly(HypothesisResult.Standing.OPEN);
    assertThat(judgement.findings().get(0).sentence())
        .isEqualTo(
            "The lab itself failed at least 2 times, the first time at +12.3 s, so nothing is decided: A"
                + " poller failed: java.lang.StackOverflowError. harness.log has the stack"
                + " traces.");
  }

  @Test
  void settings_drift_stray_records_and_invocations_without_a_journal_are_findings() {
    EvidenceFinding.SettingsDrift drift =
        new EvidenceFinding.SettingsDrift("queue.visibilityTimeout", "30 s", "60 s", false);
    History history =
        fold(
            OptionalInt.of(2),
            all(
                observed(),
                new Observation[] {
                  received("m8", 1, "r7", -70_000),
                  received("m9", 1, "r9", 70_000),
                  ended("r9", Ending.OK, 70_001),
                  ended("r8", Ending.CRASHED, 70_002)
                }));
    Evidence evidence =
        Articles.evidence(true, List.of(), at(91_000), 1, false, LAG, CONDITIONS, List.of(drift));
    assertThat(judge(history, evidence, documented()).findings().stream().map(Finding::sentence))
        .containsExactly(
            "queue.visibilityTimeout is 60 s as deployed, and 30 s in the scenario; expectations follow what is deployed.",
            "Watched until +91.0 s: no further run, and no hypothesis expected one.",
            "The retry came 30.0 s after the previous receive; the visibility timeout is 30 s.",
            "Failed records: 2; failed invocations: 3. CloudWatch's metric Errors counts the latter: a batch once, and one that reports its failures not at all.",
            "1 invocation of the consumer ended without a journal line (Runtime exited with error: exit status 1).",
            "1 record in the log is from before this run, and was left aside.",
            "1 record belonged to no message of this run; something else uses the queue.",
            "The evidence is 1 log event, each in the log at most 0.2 s after it happened.");
  }

  @Test
  void a_log_that_was_not_read_whole_by_each_poll_says_so() {
    Evidence large =
        Articles.evidence(true, List.of(), at(91_000), 10_001, true, LAG, CONDITIONS, List.of());
    assertThat(judge(history(), large, documented()).findings().stream().map(Finding::sentence))
        .last()
        .asString()
        .startsWith(
            "Above 10,000 log events, which is what one page holds, each poll read the last");
  }

  @Test
  void the_worst_verdict_wins_and_none_is_no_success() {
    assertThat(Verdict.worst(List.of(MATCH, DIVERGED, INCONCLUSIVE))).isEqualTo(DIVERGED);
    assertThat(Verdict.worst(List.of(MATCH, INCONCLUSIVE))).isEqualTo(INCONCLUSIVE);
    assertThat(Verdict.worst(List.of(MATCH))).isEqualTo(MATCH);
    assertThat(Verdict.worst(List.of())).isEqualTo(INCONCLUSIVE);
  }
}
