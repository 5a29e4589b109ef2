package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static dev.retrylab.harness.expect.rules.DocumentedRules.ACCOUNT_CONCURRENCY;
import static dev.retrylab.harness.expect.rules.DocumentedRules.COUNT_CARRIES_OVER;
import static dev.retrylab.harness.expect.rules.DocumentedRules.DELAY;
import static dev.retrylab.harness.expect.rules.DocumentedRules.DLQ_RETENTION;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_AGE;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_ATTEMPTS;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_DESTINATION;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_DISCARDED;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_DLQ;
import static dev.retrylab.harness.expect.rules.DocumentedRules.EVENT_THROTTLE;
import static dev.retrylab.harness.expect.rules.DocumentedRules.GROUPS_MAY_MIX;
import static dev.retrylab.harness.expect.rules.DocumentedRules.GROUP_ORDER;
import static dev.retrylab.harness.expect.rules.DocumentedRules.ITEM_FAILURES;
import static dev.retrylab.harness.expect.rules.DocumentedRules.LOST_REPORT;
import static dev.retrylab.harness.expect.rules.DocumentedRules.MAXIMUM_CONCURRENCY;
import static dev.retrylab.harness.expect.rules.DocumentedRules.MAX_RECEIVES;
import static dev.retrylab.harness.expect.rules.DocumentedRules.OWN_COPY;
import static dev.retrylab.harness.expect.rules.DocumentedRules.RETENTION;
import static dev.retrylab.harness.expect.rules.DocumentedRules.SUCCESS_DELETES;
import static dev.retrylab.harness.expect.rules.DocumentedRules.SYNCHRONOUS;
import static dev.retrylab.harness.expect.rules.DocumentedRules.THROTTLE;
import static dev.retrylab.harness.expect.rules.DocumentedRules.UNRUN;
import static dev.retrylab.harness.expect.rules.DocumentedRules.VISIBILITY;
import static dev.retrylab.harness.expect.rules.DocumentedRules.WHOLE_BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.DocumentedRules;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Which rules a prediction rests on, and the bounds at which they begin to apply. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AppliedRulesTest {

  private static void assertBecause(MessagePrediction message, Rule... rules) {
    assertThat(message.because()).containsExactly(rules);
  }

  @Test
  void a_message_that_fails_rests_on_the_rules_of_its_queue() {
    assertBecause(
        fifo().delay(Duration.ofSeconds(10)).apart("throw").only(),
        DELAY,
        SYNCHRONOUS,
        VISIBILITY,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER);
    assertBecause(
        fifo().group("g", "throw", "throw").documented().get(1),
        GROUP_ORDER,
        SYNCHRONOUS,
        VISIBILITY,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER);
    assertBecause(
        fifo().apart("throw").predicted("no-retry").get(0),
        Belief.NO_RETRY.rule(),
        SYNCHRONOUS,
        COUNT_CARRIES_OVER);
    assertBecause(
        standard().maximumConcurrency(2).apart("succeed").only(),
        SUCCESS_DELETES,
        MAXIMUM_CONCURRENCY);
  }

  @Test
  void one_that_shares_its_batch_rests_on_what_becomes_of_batches() {
    assertBecause(
        fifo().batches(10).apart("succeed", "throw").documented().get(0),
        SYNCHRONOUS,
        VISIBILITY,
        SUCCESS_DELETES,
        WHOLE_BATCH,
        GROUPS_MAY_MIX,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER,
        UNRUN);
    assertBecause(
        fifo()
            .batches(10)
            .reportingItemFailures()
            .group("g", "forward", "crash")
            .documented()
            .get(0),
        SYNCHRONOUS,
        VISIBILITY,
        OWN_COPY,
        SUCCESS_DELETES,
        ITEM_FAILURES,
        LOST_REPORT,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER);
    assertBecause(
        standard().reservedConcurrency(1).apart("throw", "succeed").documented().get(1),
        SYNCHRONOUS,
        VISIBILITY,
        SUCCESS_DELETES,
        THROTTLE,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER);
    assertBecause(
        standard().account(1).apart("throw", "succeed").documented().get(1),
        SYNCHRONOUS,
        VISIBILITY,
        SUCCESS_DELETES,
        THROTTLE,
        ACCOUNT_CONCURRENCY,
        MAX_RECEIVES,
        COUNT_CARRIES_OVER);
  }

  @Test
  void an_event_rests_on_its_attempts_and_on_where_it_goes() {
    Events two = Events.trying(2);
    assertBecause(two.predict("throw"), EVENT_ATTEMPTS, EVENT_DISCARDED);
    assertBecause(
        two.keeping(OnFailure.DESTINATION).predict("throw"), EVENT_ATTEMPTS, EVENT_DESTINATION);
    assertBecause(
        two.keeping(OnFailure.DEAD_LETTER_QUEUE).predict("throw"), EVENT_ATTEMPTS, EVENT_DLQ);
    assertBecause(two.predict("forward"), EVENT_ATTEMPTS, OWN_COPY);
    assertBecause(
        two.aged(Duration.ofSeconds(60)).predict("throw"),
        EVENT_ATTEMPTS,
        EVENT_AGE,
        EVENT_DISCARDED);
    assertBecause(two.times(2).reserving(1).predict("succeed"), EVENT_ATTEMPTS, EVENT_THROTTLE);
    assertBecause(
        two.predict("no-retry", "throw"), Belief.NO_RETRY.rule(), EVENT_ATTEMPTS, EVENT_DISCARDED);
  }

  /** The second attempt comes at 57 to 85 s, the third at 174 to 230 s. */
  @Test
  void an_attempt_is_open_while_the_age_lies_between_its_bounds() {
    assertThat(
            IntStream.of(60, 85, 86, 173, 174, 230, 231)
                .mapToObj(age -> Events.trying(2).aged(Duration.ofSeconds(age)).predict("throw"))
                .map(MessagePrediction::receives)
                .map(IntRange::toString))
        .containsExactly("1..2", "1..2", "2", "2", "2..3", "2..3", "3");
    // Two events of 5 s in one place, and a back-off of 5 min: the attempt may begin at 310 s.
    Events throttled = Events.trying(0).times(2).reserving(1);
    assertThat(throttled.aged(Duration.ofSeconds(310)).predict("throw").receives())
        .isEqualTo(new IntRange(0, 1));
    assertThat(throttled.aged(Duration.ofSeconds(311)).predict("throw").receives())
        .isEqualTo(IntRange.exactly(1));
  }

  @Test
  void an_event_is_healthy_if_one_of_its_attempts_succeeds() {
    assertThat(Events.trying(2).predict("succeed").healthy()).isTrue();
    assertThat(Events.trying(2).predict("throw").healthy()).isFalse();
    Events kept = Events.trying(2).keeping(OnFailure.DESTINATION);
    assertThat(kept.reserving(0).predict("succeed").mayGoUnrun()).isTrue();
    assertThat(kept.predict("throw").mayGoUnrun()).isFalse();
    assertThat(Events.trying(2).reserving(0).predict("succeed").mayGoUnrun()).isFalse();
  }

  /** Moved at 70 s at the earliest, when a standard dead-letter queue may keep nothing so old. */
  @Test
  void what_is_never_invoked_may_be_moved_or_be_gone_with_the_move() {
    Small never = standard().maxReceives(1).visibility(Duration.ofSeconds(70));
    MessagePrediction gone =
        never
            .retention(Duration.ofDays(4), Duration.ofSeconds(70))
            .reservedConcurrency(0)
            .apart("succeed")
            .only();
    assertBecause(gone, THROTTLE, RETENTION, DLQ_RETENTION);
    assertThat(gone.fates()).containsExactly(Fate.EXPIRED);
    assertThat(gone.mayGoUnrun()).isFalse();
    assertThat(gone.deadLetteredNotBefore()).contains(Duration.ofSeconds(70));
    assertThat(gone.expiries())
        .extracting(expiry -> expiry.notBefore().toSeconds())
        .containsExactly(4 * 86_400L, 70L);
    MessagePrediction moved =
        never
            .retention(Duration.ofDays(4), Duration.ofSeconds(71))
            .reservedConcurrency(0)
            .apart("succeed")
            .only();
    assertBecause(moved, THROTTLE, RETENTION);
    assertThat(moved.fates()).containsExactly(Fate.DEAD_LETTERED, Fate.EXPIRED);
    assertThat(moved.mayGoUnrun()).isTrue();
    MessagePrediction fifo = fifo().reservedConcurrency(0).apart("fail-times 1").only();
    assertThat(fifo.earliest()).isEqualTo(Small.seconds(0, 30));
    assertThat(fifo.deadLetteredNotBefore()).contains(Duration.ofSeconds(60));
    assertThat(fifo.healthy()).isTrue();
    assertThat(fifo().reservedConcurrency(0).apart("fail-times 2").only().healthy()).isFalse();
    assertThat(
            fifo()
                .retention(Duration.ofSeconds(60), Duration.ofDays(4))
                .reservedConcurrency(0)
                .apart("succeed")
                .only()
                .fates())
        .containsExactly(Fate.EXPIRED);
  }

  @Test
  void a_fault_is_mended_for_what_is_sent_from_that_time_on() {
    MessageSpec mended = MessageSpec.of("m", "u").behaving(Behaviour.parse("fail-sent-before 10s"));
    assertThat(fifo().with(List.of(mended.sentAfter(Duration.ofSeconds(10)))).only().fates())
        .containsExactly(Fate.CONSUMED);
    assertThat(fifo().with(List.of(mended.sentAfter(Duration.ofSeconds(9)))).only().fates())
        .containsExactly(Fate.DEAD_LETTERED);
  }

  @Test
  void every_rule_is_listed_once() {
    assertThat(DocumentedRules.all())
        .contains(SYNCHRONOUS, EVENT_DLQ, StepRules.METRICS)
        .doesNotHaveDuplicates();
  }

  @Test
  void neighbours_that_are_predicted_alike_share_a_table_and_the_first_twenty_are_shown() {
    assertThat(text(standard().apart("throw", "throw", "succeed")))
        .contains("m1 to m2 (2 messages): user u, throw", "m3: user u, succeed");
    assertThat(text(alternating(20))).noneMatch(line -> line.startsWith("... and"));
    assertThat(text(alternating(22))).contains("... and 2 more; --json has all.");
    String shared =
        String.join(
            " ", text(fifo().batches(10).reportingItemFailures().apart("succeed", "throw")));
    assertThat(shared.replaceAll(" +", " "))
        .contains(
            "Given back unprocessed, since a record before it in its batch failed: 0..2 times.",
            "Nothing is wrong with it, and it may be dead-lettered without ever having run.");
  }

  /**
   * Fact async-zero-reserved; a mapping's batch is throttled as long (services-sqs-errorhandling).
   */
  @Test
  void what_never_runs_is_said_to_end_without_having_run() {
    Events never = Events.trying(2).reserving(0);
    assertThat(told(never.keeping(OnFailure.DEAD_LETTER_QUEUE).scenario("succeed")))
        .contains("Nothing is wrong with it, and it is dead-lettered without ever having run.");
    assertThat(told(never.keeping(OnFailure.DESTINATION).scenario("throw")))
        .contains(" It is dead-lettered without ever having run.");
    assertThat(told(never.scenario("succeed")))
        .contains("Nothing is wrong with it, and it is discarded without ever having run.");
    assertThat(told(fifo().reservedConcurrency(0).apart("succeed").scenario()))
        .contains(
            "Nothing is wrong with it, and it is dead-lettered or expired without ever having"
                + " run.");
    // A place for one of two: each may wait until its visibility timeouts are over, or run.
    assertThat(told(standard().reservedConcurrency(1).apart("succeed", "succeed").scenario()))
        .contains("Nothing is wrong with it, and it may be dead-lettered without ever having run.");
    assertThat(told(fifo().apart("throw").scenario())).doesNotContain("having run");
  }

  private static String told(Scenario scenario) {
    return String.join(" ", PredictionText.lines(scenario, Hypotheses.predictAll(scenario)))
        .replaceAll(" +", " ");
  }

  private static Small alternating(int messages) {
    return standard()
        .apart(
            IntStream.range(0, messages)
                .mapToObj(i -> i % 2 == 0 ? "throw" : "succeed")
                .toArray(String[]::new));
  }

  private static List<String> text(Small small) {
    return PredictionText.lines(small.scenario(), Hypotheses.predictAll(small.scenario()));
  }

  @Test
  void without_move_tasks_the_workload_is_what_the_scenario_sends() {
    assertThat(Hypotheses.workload(fifo().apart("throw").scenario()))
        .extracting(MessageSpec::key)
        .containsExactly("m1");
    assertThat(Hypotheses.all())
        .extracting(Hypothesis::id)
        .containsAll(Arrays.stream(Belief.values()).map(belief -> belief.rule().id()).toList());
  }
}
