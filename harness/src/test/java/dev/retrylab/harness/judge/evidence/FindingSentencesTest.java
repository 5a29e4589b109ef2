package dev.retrylab.harness.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What reports say of each kind of finding, with one of it and with several. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FindingSentencesTest {

  private static void says(Finding finding, String sentence) {
    assertThat(finding.sentence()).isEqualTo(sentence);
  }

  @Test
  void quiet_time_names_the_last_error_that_was_expected_where_one_was() {
    says(
        new RunFinding.QuietTime(Duration.ofSeconds(61), Optional.of(Duration.ofSeconds(60))),
        "Watched until +61.0 s: no further run; the last one any hypothesis in play expected was due"
            + " at +60.0 s.");
    says(
        new RunFinding.QuietTime(Duration.ofSeconds(61), Optional.empty()),
        "Watched until +61.0 s: no further run, and no hypothesis expected one.");
  }

  @Test
  void phantom_receives_name_their_counts() {
    says(
        new RunFinding.PhantomReceives(List.of("m1"), List.of(2)),
        "m1: the queue counted receive 2, and no function logged it; so 1 fewer function error may"
            + " be seen than expected.");
    says(
        new RunFinding.PhantomReceives(List.of("m1"), List.of(1, 3)),
        "m1: the queue counted receives 1, 3, and no function logged them; so 2 fewer function"
            + " errors may be seen than expected.");
    says(
        new RunFinding.PhantomReceives(List.of("m1", "m2", "m3", "m4", "m5"), List.of(1)),
        "5 messages: the queue counted receive 1, and no function logged it; so 1 fewer function"
            + " error of each may be seen than expected (m1, m2, m3 and 2 more).");
  }

  @Test
  void intervals_are_a_length_or_a_range() {
    Duration half = Duration.ofSeconds(30);
    says(
        new RunFinding.RetryInterval(1, half, half, half, half),
        "The retry came 30.0 s after the previous receive; the visibility timeout is 30 s.");
    says(
        new RunFinding.RetryInterval(2, half, half.plusSeconds(1), half, half),
        "The 2 retries came 30.0 s to 31.0 s after the previous receive; the visibility timeout is"
            + " 30 s.");
    says(
        new RunFinding.RetryInterval(1, half, half, half, half.multipliedBy(4)),
        "The retry came 30.0 s after the previous receive; the visibility timeout is 30 s to 120 s.");
    says(
        new RunFinding.AttemptInterval(1, half, half),
        "The retry came 30.0 s after the previous attempt, under the same request id; Lambda waits"
            + " one minute, then two.");
    says(
        new RunFinding.AttemptInterval(2, half, half.plusSeconds(1)),
        "The 2 retries came 30.0 s to 31.0 s after the previous attempt, under the same request id;"
            + " Lambda waits one minute, then two.");
  }

  @Test
  void of_a_group_that_went_on_three_messages_are_named() {
    says(
        new RunFinding.GroupWentOn("g", "m1", Duration.ofSeconds(60), List.of("m2", "m3", "m4")),
        "Group g: m1 blocked it for 60.0 s until it was dead-lettered; then m2, m3, m4 ran without"
            + " it, so the order of the group is broken.");
    says(
        new RunFinding.GroupWentOn(
            "g", "m1", Duration.ofSeconds(60), List.of("m2", "m3", "m4", "m5")),
        "Group g: m1 blocked it for 60.0 s until it was dead-lettered; then m2, m3, m4 and 1 more ran"
            + " without it, so the order of the group is broken.");
  }

  @Test
  void what_no_verdict_hangs_on_says_so() {
    says(
        new RunFinding.DlqReceiveCount("m1", 4, "3"),
        "m1 arrived in the dead-letter queue with receive count 4, where 3 was expected; for FIFO"
            + " queues AWS documents no value, so no verdict hangs on it.");
    says(
        new RunFinding.MoreThanOnce("m1", "receive 2 was handed out twice"),
        "m1: receive 2 was handed out twice; AWS delivers the messages of a standard queue at least"
            + " once, so no verdict hangs on it.");
  }

  @Test
  void records_of_others_are_counted() {
    says(
        new EvidenceFinding.StrayRecords(1),
        "1 record belonged to no message of this run; something else uses the queue.");
    says(
        new EvidenceFinding.StrayRecords(2),
        "2 records belonged to no message of this run; something else uses the queue.");
    says(
        new EvidenceFinding.EarlierRecords(1),
        "1 record in the log is from before this run, and was left aside.");
    says(
        new EvidenceFinding.EarlierRecords(2),
        "2 records in the log are from before this run, and were left aside.");
    says(
        new EvidenceFinding.UnjournalledInvocations(FunctionRole.CONSUMER, 2, "crashed"),
        "2 invocations of the consumer ended without a journal line (crashed).");
  }

  @Test
  void the_size_of_the_evidence_is_named_or_that_there_is_none() {
    says(
        new EvidenceFinding.LogEvents(1, Duration.ofMillis(200)),
        "The evidence is 1 log event, each in the log at most 0.2 s after it happened.");
    says(new EvidenceFinding.LogEvents(0, Duration.ZERO), "No function logged anything.");
  }

  @Test
  void what_a_step_says_ends_as_a_sentence() {
    says(new RunFinding.StepRemark(2, "receive", "refused"), "Step 2 (receive): refused.");
    says(new RunFinding.StepRemark(2, "receive", "Refused."), "Step 2 (receive): Refused.");
  }

  @Test
  void what_is_missing_and_what_failed_is_told_as_it_is() {
    says(new EvidenceFinding.JudgeFailed("x"), "The judge failed, so nothing is decided: x");
    says(
        new EvidenceFinding.Missing("m1: not yet sent"),
        "Still missing at the end: m1: not yet sent.");
    says(
        new EvidenceFinding.SettingsDrift("queue.delay", "0s", "5s", false),
        "queue.delay is 5s as deployed, and 0s in the scenario; expectations follow what is"
            + " deployed.");
    says(
        new RunFinding.FailuresCounted(3, 0, 1),
        "Failed records: 3; failed invocations: 1. CloudWatch's metric Errors counts the latter: a"
            + " batch once, and one that reports its failures not at all.");
    says(
        new RunFinding.FailuresCounted(3, 2, 1),
        "Failed records: 3; given back unprocessed: 2; failed invocations: 1. CloudWatch's metric"
            + " Errors counts the latter: a batch once, and one that reports its failures not at"
            + " all.");
    says(
        new RunFinding.DeadLetteredUnrun(1, "m1", "because of that"),
        "1 healthy message was dead-lettered without ever running, because of that (m1).");
    says(
        new RunFinding.DeadLetteredUnrun(2, "m1, m2", "because of that"),
        "2 healthy messages were dead-lettered without ever running, because of that (m1, m2).");
  }

  @Test
  void of_messages_that_expired_three_are_named() {
    says(
        new RunFinding.Expired(List.of("m1"), Duration.ofSeconds(60), "the retention was over"),
        "m1 expired at +60.0 s: the retention was over.");
    says(
        new RunFinding.Expired(List.of("m1", "m2", "m3"), Duration.ofSeconds(60), "so"),
        "m1, m2, m3 expired, the first at +60.0 s: so.");
    says(
        new RunFinding.Expired(List.of("m1", "m2", "m3", "m4"), Duration.ofSeconds(60), "so"),
        "m1, m2, m3 and 1 more expired, the first at +60.0 s: so.");
  }

  @Test
  void what_the_queues_counted_and_how_narrow_a_run_was_is_told_with_the_numbers() {
    says(
        new RunFinding.CountedInQueues(Duration.ofSeconds(60), 2, 1),
        "By the queues' own counts at +60.0 s, the source queue held 2 more than before the run, and"
            + " the dead-letter queue 1 more; where nothing receives, no log tells.");
    says(
        new RunFinding.RanNarrower(16, 40),
        "The local engine ran at most 16 at a time, where AWS could have run 40: throttling and"
            + " bursts are not put to the test by this run.");
  }

  @Test
  void a_hypothesis_survived_was_refuted_or_is_open() {
    assertThat(Arrays.stream(Standing.values()).map(Standing::word))
        .containsExactly("survived", "refuted", "open");
  }
}
