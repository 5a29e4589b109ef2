package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.expect.rules.DocumentedRules;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Worked out by hand from the documentation; the sources are those of {@link StepRules}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StepPredictionsTest {

  private static Prediction predicted(Scenario scenario, String hypothesis) {
    return Hypotheses.predictAll(scenario).stream()
        .filter(one -> one.hypothesis().equals(hypothesis))
        .findFirst()
        .orElseThrow();
  }

  private static MessagePrediction message(Prediction prediction, String key) {
    return prediction.messages().get(key);
  }

  private static List<Map<String, IntRange>> steps(Prediction prediction) {
    return prediction.steps().stream().map(StepPrediction::quantities).toList();
  }

  private static Map<String, IntRange> messages(int count) {
    return Map.of("messages", IntRange.exactly(count));
  }

  private static final String REDRIVE =
      """
      queue: { visibilityTimeout: 30s, maxReceiveCount: 2 }
      mapping: { dlqEnabled: false }
      messages: [ { key: m, userId: "2", behaviour: fail-sent-before 140s } ]
      steps:
        - { waitUntil: 130s }
        - { receive: dlq }
        - { waitUntil: 150s }
        - { moveTask: dlq, velocity: 1 }
        - { waitUntil: 300s }
        - { receive: dlq }
      """;

  /** Receives at 0 and 30 s, moved at 60 s; each at most 20 s late, so in the DLQ by 120 s. */
  @Test
  void a_moved_message_is_a_new_one_that_succeeds_once_its_fault_is_mended() {
    Prediction documented = predicted(ScenarioYaml.read(REDRIVE), "documented");
    assertThat(documented.messages().keySet()).containsExactly("m", "m#2");
    assertThat(message(documented, "m").fates()).containsExactly(Fate.DEAD_LETTERED);
    assertThat(message(documented, "m#2"))
        .extracting(
            MessagePrediction::receives,
            MessagePrediction::functionErrors,
            MessagePrediction::fates)
        .containsExactly(IntRange.exactly(1), IntRange.exactly(0), Set.of(Fate.CONSUMED));
    assertThat(steps(documented))
        .containsExactly(
            messages(1),
            Map.of("messages", IntRange.exactly(1), "seconds", new IntRange(0, Integer.MAX_VALUE)),
            messages(0));
  }

  @Test
  void one_that_is_not_mended_goes_round_again_with_its_receives_counted_from_1() {
    String unmended = REDRIVE.replace("140s", "151s");
    MessagePrediction again = message(predicted(ScenarioYaml.read(unmended), "documented"), "m#2");
    assertThat(again)
        .extracting(
            MessagePrediction::receives,
            MessagePrediction::functionErrors,
            MessagePrediction::fates,
            one -> one.dlqReceiveCount().orElseThrow())
        .containsExactly(
            IntRange.exactly(2),
            IntRange.exactly(2),
            Set.of(Fate.DEAD_LETTERED),
            IntRange.exactly(3));
  }

  @Test
  void each_move_task_makes_a_further_message_that_is_part_of_the_workload() {
    String twice =
        REDRIVE.replace("140s", "151s") + "  - { waitUntil: 400s }\n  - { moveTask: dlq }\n";
    Scenario scenario = ScenarioYaml.read(twice);
    assertThat(Hypotheses.workload(scenario).stream().map(message -> message.key()))
        .containsExactly("m", "m#2", "m#3");
    Prediction documented = predicted(scenario, "documented");
    assertThat(documented.messages().keySet()).containsExactly("m", "m#2", "m#3");
    assertThat(message(documented, "m").because()).doesNotContain(StepRules.MOVED_IS_NEW);
    assertThat(message(documented, "m#3").because()).contains(StepRules.MOVED_IS_NEW);
  }

  /** Three messages, two a second: the third cannot move before one second has passed. */
  @Test
  void a_velocity_bounds_how_soon_a_move_task_ends() {
    Scenario slow =
        ScenarioYaml.read(
            """
            mapping: { dlqEnabled: false }
            messages:
              - { key: a, userId: "2", group: a }
              - { key: b, userId: "2", group: b }
              - { key: c, userId: "2", group: c }
            steps: [ { waitUntil: 150s }, { moveTask: dlq, velocity: 2 } ]
            """);
    assertThat(steps(predicted(slow, "documented")).get(0))
        .containsEntry("messages", IntRange.exactly(3))
        .containsEntry("seconds", new IntRange(1, Integer.MAX_VALUE));
  }

  @Test
  void if_the_count_survived_the_message_would_be_back_in_the_queue_without_a_run() {
    Prediction guess = predicted(ScenarioYaml.read(REDRIVE), "count-survives-redrive");
    assertThat(message(guess, "m#2").isAbsent()).isTrue();
    assertThat(steps(guess).get(2)).isEqualTo(messages(1));
  }

  private static final String PEEK =
      """
      queue: { maxReceiveCount: 2 }
      mapping: { enabled: false, dlqEnabled: false }
      messages: [ { key: m, userId: "3" } ]
      steps:
        - { receive: source }
        - { waitUntil: 20s }
        - { receive: source }
        - { waitUntil: 40s }
        - { receive: dlq }
        - { waitUntil: 60s }
        - { receive: source }
        - { waitUntil: 80s }
        - { receive: dlq }
      """;

  @Test
  void the_third_look_moves_what_two_looks_have_used_up() {
    Prediction documented = predicted(ScenarioYaml.read(PEEK), "documented");
    assertThat(message(documented, "m"))
        .extracting(
            MessagePrediction::receives,
            MessagePrediction::functionErrors,
            MessagePrediction::fates,
            one -> one.dlqReceiveCount().orElseThrow())
        .containsExactly(
            IntRange.exactly(2),
            IntRange.exactly(0),
            Set.of(Fate.DEAD_LETTERED),
            IntRange.exactly(3));
    assertThat(steps(documented))
        .containsExactly(messages(1), messages(1), messages(0), messages(0), messages(1));
  }

  @Test
  void if_looking_were_free_every_look_would_find_it() {
    Prediction guess = predicted(ScenarioYaml.read(PEEK), "looking-is-free");
    assertThat(message(guess, "m").fates()).containsExactly(Fate.QUEUED);
    assertThat(steps(guess))
        .containsExactly(messages(1), messages(1), messages(0), messages(1), messages(0));
  }

  @Test
  void if_the_queue_moved_by_itself_the_message_would_be_there_before_the_third_look() {
    assertThat(steps(predicted(ScenarioYaml.read(PEEK), "move-in-background")))
        .containsExactly(messages(1), messages(1), messages(1), messages(0), messages(1));
  }

  private static String retention(String type) {
    return """
        queue: { type: %s, visibilityTimeout: 2m, maxReceiveCount: 2, dlqRetention: 400s }
        mapping: { dlqEnabled: false }
        messages: [ { key: m, userId: "2" } ]
        steps:
          - { waitUntil: 320s }
          - { receive: dlq }
          - { waitUntil: 550s }
          - { receive: dlq }
        """
        .formatted(type);
  }

  /** In the DLQ from 240 s, at the latest from 300 s. Gone at 400 s, or from 640 s on. */
  @Test
  void retention_goes_on_in_a_standard_dead_letter_queue_and_starts_anew_in_a_fifo_one() {
    Scenario standard = ScenarioYaml.read(retention("standard"));
    Scenario fifo = ScenarioYaml.read(retention("fifo"));
    assertThat(steps(predicted(standard, "documented"))).containsExactly(messages(1), messages(0));
    assertThat(steps(predicted(standard, "dlq-clock-restarts")))
        .containsExactly(messages(1), messages(1));
    assertThat(steps(predicted(fifo, "documented"))).containsExactly(messages(1), messages(1));
    assertThat(steps(predicted(fifo, "dlq-clock-goes-on")))
        .containsExactly(messages(1), messages(0));
  }

  /** Moved from 240 s to 300 s, read at 360 s, a minute either way. */
  @Test
  void metrics_count_the_direct_send_and_the_age_since_the_move() {
    Scenario metrics =
        ScenarioYaml.read(
            """
            queue: { visibilityTimeout: 2m, maxReceiveCount: 2 }
            mapping: { dlqEnabled: false }
            messages:
              - { key: redriven, userId: "2" }
              - { key: direct, userId: "1", sendAfter: 300s }
            steps:
              - { waitUntil: 360s }
              - { metrics: dlq }
              - { waitUntil: 400s }
              - { receive: dlq }
            """);
    assertThat(steps(predicted(metrics, "documented")).get(0))
        .isEqualTo(
            Map.of(
                "NumberOfMessagesSent",
                IntRange.exactly(1),
                "ApproximateAgeOfOldestMessage",
                new IntRange(0, 180)));
    assertThat(steps(predicted(metrics, "metrics-count-redrives")).get(0))
        .containsEntry("NumberOfMessagesSent", IntRange.exactly(2));
    assertThat(steps(predicted(metrics, "age-since-sending")).get(0))
        .containsEntry("ApproximateAgeOfOldestMessage", new IntRange(300, 420));
  }

  @Test
  void a_dead_letter_queue_must_be_of_the_type_of_its_source() {
    String yaml =
        """
        queue: { type: fifo, spareQueue: %s }
        messages: [ { key: m, userId: "3" } ]
        steps: [ { deadLetterQueue: spare } ]
        """;
    Map<String, IntRange> refused = Map.of("refused", IntRange.exactly(1));
    Map<String, IntRange> taken = Map.of("refused", IntRange.exactly(0));
    Scenario mismatched = ScenarioYaml.read(yaml.formatted("standard"));
    assertThat(steps(predicted(mismatched, "documented"))).containsExactly(refused);
    assertThat(steps(predicted(mismatched, "any-dlq-type"))).containsExactly(taken);
    assertThat(steps(predicted(ScenarioYaml.read(yaml.formatted("fifo")), "documented")))
        .containsExactly(taken);
  }

  private static Scenario changed(String timeout, String sendAfter) {
    return ScenarioYaml.read(
        """
        queue: { type: standard, visibilityTimeout: 2m, maxReceiveCount: 3 }
        function: { timeout: 2m }
        messages: [ { key: m, userId: "3", sendAfter: %s, duration: 40s } ]
        steps: [ { waitUntil: 10s }, { setQueue: { visibilityTimeout: %s } } ]
        """
            .formatted(sendAfter, timeout));
  }

  private static List<Long> earliest(Scenario scenario) {
    return message(predicted(scenario, "documented"), "m").earliest().stream()
        .map(Duration::toSeconds)
        .toList();
  }

  /** Hidden for 30 s, and in work for up to 2 min: received again, or not before it is deleted. */
  @Test
  void a_visibility_timeout_below_the_run_lets_a_message_be_received_in_the_midst_of_it() {
    Prediction documented = predicted(changed("30s", "70s"), "documented");
    assertThat(PredictionAssert.sets(message(documented, "m")))
        .isEqualTo(
            "receives 1..3, errors 0, dlq copies 0..1, dlq count 4, consumed or dead-lettered");
    assertThat(earliest(changed("30s", "70s"))).containsExactly(0L, 30L, 60L);
    assertThat(message(documented, "m"))
        .extracting(MessagePrediction::deadLetteredNotBefore, MessagePrediction::mayGoUnrun)
        .containsExactly(Optional.of(Duration.ofSeconds(90)), false);
    assertThat(message(documented, "m").because())
        .contains(StepRules.CHANGE_TAKES_TIME, DocumentedRules.WINDOW);
    assertThat(steps(documented)).containsExactly(Map.of("refused", IntRange.exactly(0)));
  }

  /** The start takes up to 10 s, and what is besides the record up to 1 s: 19 s are within 30 s. */
  @Test
  void a_run_that_is_over_in_time_is_the_only_one_however_long_others_may_take() {
    Scenario within = lasting(19, changed("30s", "70s"));
    assertThat(PredictionAssert.sets(message(predicted(within, "documented"), "m")))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    Scenario beyond = lasting(20, changed("30s", "70s"));
    assertThat(message(predicted(beyond, "documented"), "m").receives())
        .isEqualTo(new IntRange(1, 3));
  }

  private static Scenario lasting(int seconds, Scenario scenario) {
    MessageSpec message = scenario.messages().get(0);
    return scenario.with(List.of(message.lasting(Duration.ofSeconds(seconds))), scenario.steps());
  }

  /** Each of its runs sends a copy, and it may be moved besides. */
  @Test
  void what_runs_twice_at_a_time_is_forwarded_twice() {
    Scenario twice = changed("30s", "70s");
    Scenario forwarding =
        twice.with(
            List.of(twice.messages().get(0).behaving(new Behaviour.Forward())), twice.steps());
    assertThat(PredictionAssert.sets(message(predicted(forwarding, "documented"), "m")))
        .isEqualTo(
            "receives 1..3, errors 0, dlq copies 1..4, dlq count 1..4,"
                + " forwarded or dead-lettered");
  }

  @Test
  void a_change_is_taken_for_granted_after_60_s_and_may_be_in_force_at_any_time_before() {
    assertThat(earliest(changed("5m", "70s"))).containsExactly(0L);
    // Sent 1 s sooner, it may be hidden for 2 min or for 5.
    assertThat(earliest(failing(changed("5m", "70s")))).containsExactly(0L, 300L, 600L);
    assertThat(earliest(failing(changed("5m", "69s")))).containsExactly(0L, 120L, 240L);
    assertThat(earliest(failing(changed("30s", "0s")))).containsExactly(0L, 30L, 60L);
  }

  private static Scenario failing(Scenario scenario) {
    return scenario.with(
        List.of(scenario.messages().get(0).behaving(new Behaviour.Throw())), scenario.steps());
  }

  @Test
  void a_later_change_takes_the_place_of_an_earlier_one() {
    Scenario once = failing(changed("30s", "0s"));
    List<Step> steps =
        List.of(
            new Step.SetQueue(Duration.ZERO, Duration.ofSeconds(10)),
            new Step.SetQueue(Duration.ofSeconds(100), Duration.ofSeconds(200)));
    // From 60 s on it is 10 s, from 160 s on 200 s, and in between either.
    List<MessageSpec> message = once.messages();
    assertThat(earliest(once.with(sent(message, 60), steps))).containsExactly(0L, 10L, 20L);
    assertThat(earliest(once.with(sent(message, 159), steps))).containsExactly(0L, 10L, 20L);
    assertThat(earliest(once.with(sent(message, 160), steps))).containsExactly(0L, 200L, 400L);
  }

  private static List<MessageSpec> sent(List<MessageSpec> messages, int seconds) {
    return List.of(messages.get(0).sentAfter(Duration.ofSeconds(seconds)));
  }

  @Test
  void what_nobody_looks_for_in_the_dead_letter_queue_may_go_unseen() {
    Scenario unseen =
        ScenarioYaml.read(
            """
            mapping: { dlqEnabled: false }
            messages: [ { key: m, userId: "2" } ]
            steps: [ { waitUntil: 10s }, { receive: dlq } ]
            """);
    assertThat(message(predicted(unseen, "documented"), "m"))
        .extracting(MessagePrediction::fates, MessagePrediction::dlqCopies)
        .containsExactly(Set.of(Fate.DEAD_LETTERED, Fate.QUEUED), IntRange.exactly(0));
  }

  @Test
  void without_steps_no_hypothesis_is_tried_that_only_steps_can_decide() {
    assertThat(Hypotheses.of(ScenarioYaml.read("messages: [ { key: m, userId: \"2\" } ]")))
        .extracting(Hypothesis::id)
        .contains("documented", "move-in-background")
        .doesNotContain("looking-is-free", "any-dlq-type");
  }

  /** In the DLQ by 120 s, moved at 150 s, seen at 200 s, and hidden for 100 s from then on. */
  @Test
  void what_is_moved_to_the_spare_queue_stays_there_and_shows_while_it_is_visible() {
    Prediction documented =
        predicted(
            ScenarioYaml.read(
                """
                queue: { visibilityTimeout: 30s, maxReceiveCount: 2, spareQueue: fifo }
                mapping: { dlqEnabled: false }
                messages: [ { key: m, userId: "2" } ]
                steps:
                  - { waitUntil: 140s }
                  - { receive: spare }
                  - { waitUntil: 150s }
                  - { moveTask: dlq, to: spare }
                  - { waitUntil: 200s }
                  - { receive: spare, visibilityTimeout: 100s }
                  - { waitUntil: 350s }
                  - { receive: spare }
                """),
            "documented");
    assertThat(steps(documented))
        .containsExactly(messages(0), messages(1), messages(1), messages(1));
    assertThat(message(documented, "m#2"))
        .extracting(
            MessagePrediction::receives,
            MessagePrediction::functionErrors,
            MessagePrediction::fates,
            MessagePrediction::dlqReceiveCount)
        .containsExactly(
            IntRange.exactly(2), IntRange.exactly(0), Set.of(Fate.QUEUED), Optional.empty());
  }
}
