package dev.retrylab.harness.report.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.UnrunCause;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LossSentenceTest {
  private static final FailBetween OUTAGE = new FailBetween(Duration.ZERO, Duration.ofMinutes(2));
  private static final Cause BY_OUTAGE = new Cause.Outage(OUTAGE);
  private static final Cause UNRUN = new Cause.Unrun(true, Set.of(UnrunCause.THROTTLED));
  private static final Cause NONE = new Cause.Unknown(/* anyFailed= */ false);

  private static MessageClass of(int messages, Fate fate, Cause cause, EventType... troubles) {
    return new MessageClass(
        new ClassTraits(fate, false, 2, Set.of(troubles), cause),
        messages,
        List.of("m1"),
        Optional.empty());
  }

  /** The defaults: visibility timeout 30 s, maxReceiveCount 2. */
  private static Scenario scenario(Behaviour behaviour) {
    return new Scenario(
        "outage",
        "outage",
        QueueSettings.defaults(),
        new MappingSettings(1, Duration.ZERO, false),
        new FunctionSettings(Duration.ofSeconds(5), 2, Duration.ofHours(6)),
        List.of(MessageSpec.of("m1", "3").behaving(behaviour)),
        List.of());
  }

  private static String sentence(MessageClass... classes) {
    return LossSentence.of(List.of(classes), scenario(OUTAGE));
  }

  @Test
  void an_outage_that_outlasted_messages_is_answered_with_the_advice_on_outages() {
    assertThat(
            sentence(
                of(41_203, Fate.DEAD_LETTERED, BY_OUTAGE, EventType.FAILED),
                of(246_797, Fate.CONSUMED, NONE)))
        .isEqualTo(
            "41,203 of 288,000 messages were dead-lettered by the outage (fail-until 2m). Of the"
                + " settings, queue.maxReceiveCount is 2 and queue.visibilityTimeout 30s, so that a"
                + " message is tried for 30s, and the outage lasts 2m: to survive it takes"
                + " queue.maxReceiveCount 5 or queue.visibilityTimeout 2m.");
  }

  @Test
  void what_no_run_can_do_is_saved_by_no_setting() {
    assertThat(
            LossSentence.of(
                List.of(
                    of(1, Fate.DEAD_LETTERED, new Cause.ByBehaviour(new Behaviour.Throw())),
                    of(1, Fate.CONSUMED, NONE)),
                scenario(new Behaviour.Throw())))
        .isEqualTo(
            "1 of 2 messages was dead-lettered since no run can succeed (throw). No setting saves"
                + " what no run can do.");
  }

  @Test
  void several_causes_are_counted_the_largest_first() {
    assertThat(
            sentence(
                of(20, Fate.DEAD_LETTERED, UNRUN),
                of(12, Fate.EXPIRED, NONE),
                of(15, Fate.DEAD_LETTERED, UNRUN),
                of(30, Fate.DEAD_LETTERED, new Cause.Batch(/* timedOut= */ false))))
        .isEqualTo(
            "77 of 77 messages were dead-lettered or expired: 35 without a run, 30 by batches in"
                + " which another record failed, 12 although no run failed for them.");
  }

  @Test
  void a_run_that_lost_nothing_says_so_and_what_else_there_is() {
    assertThat(sentence(of(40, Fate.CONSUMED, NONE))).isEqualTo("No message of 40 was lost.");
    assertThat(
            sentence(
                of(3, Fate.QUEUED, NONE),
                of(4, Fate.FORWARDED, NONE),
                of(5, Fate.CONSUMED, BY_OUTAGE, EventType.FAILED),
                of(6, Fate.CONSUMED, NONE)))
        .isEqualTo(
            "No message of 18 was lost; 3 had not come to an end, 4 the consumer itself sent to"
                + " the dead-letter queue, 5 took more than one run.");
  }
}
