package dev.retrylab.harness.scenario.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepsTest {
  private static final String BY_HAND =
      "queue: { spareQueue: fifo }\nmapping: { enabled: false, dlqEnabled: false }\n";

  private static Scenario parsed(String settings, String steps) {
    return Scenarios.parse(
        "test",
        (settings + "name: x\nmessages: [ { key: m, userId: \"3\" } ]\nsteps: [ " + steps + " ]")
            .getBytes(UTF_8),
        List.of());
  }

  private static List<String> problems(String settings, String steps) {
    return catchThrowableOfType(InvalidScenario.class, () -> parsed(settings, steps)).problems();
  }

  @Test
  void have_the_time_of_the_wait_before_them() {
    Scenario scenario =
        parsed(
            BY_HAND,
            "{ receive: source }, { waitUntil: 20s }, { receive: dlq, visibilityTimeout: 9s },"
                + " { moveTask: dlq, to: spare, velocity: 7 }, { waitUntil: 1m }, { metrics: dlq },"
                + " { deadLetterQueue: spare }");
    assertThat(scenario.steps())
        .containsExactly(
            new Step.Receive(Duration.ZERO, QueueRole.SOURCE, Duration.ofSeconds(5)),
            new Step.Receive(Duration.ofSeconds(20), QueueRole.DLQ, Duration.ofSeconds(9)),
            new Step.MoveTask(Duration.ofSeconds(20), QueueRole.SPARE, OptionalInt.of(7)),
            new Step.ReadMetrics(Duration.ofMinutes(1), QueueRole.DLQ),
            new Step.SetDeadLetterQueue(Duration.ofMinutes(1)));
  }

  @Test
  void can_lower_the_visibility_timeout_below_the_function_timeout() {
    assertThat(
            parsed("", "{ waitUntil: 1m }, { setQueue: { visibilityTimeout: 1s } }, { send: m }")
                .steps())
        .containsExactly(new Step.SetQueue(Duration.ofMinutes(1), Duration.ofSeconds(1)));
  }

  @Test
  void that_set_a_queue_that_no_mapping_receives_from_are_refused() {
    assertThat(problems(BY_HAND, "{ setQueue: { visibilityTimeout: 1s } }"))
        .containsExactly(
            "steps: setQueue requires mapping.enabled to be true: a receive of the harness has a"
                + " visibility timeout of its own.");
  }

  @Test
  void that_would_have_a_message_received_without_end_are_refused() {
    assertThat(
            problems(
                "queue: { deadLetterQueue: false }\n", "{ setQueue: { visibilityTimeout: 0s } }"))
        .containsExactly(
            "steps: setQueue.visibilityTimeout 0s requires queue.deadLetterQueue to be true: else a"
                + " message is received again and again without a pause.");
  }

  @Test
  void can_send_a_message_at_their_time() {
    Scenario scenario = parsed("", "{ waitUntil: 40s }, { send: m }");
    assertThat(scenario.steps()).isEmpty();
    assertThat(scenario.messages().get(0).sendAfter()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void can_invoke_with_a_message_where_the_harness_invokes() {
    Scenario scenario = parsed("trigger: { type: event }\n", "{ waitUntil: 40s }, { invoke: m }");
    assertThat(scenario.messages().get(0).sendAfter()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void are_read_again_from_the_document_of_their_scenario() {
    for (String name : Scenarios.names()) {
      Scenario scenario = Scenarios.load(name);
      assertThat(Scenarios.of(new ObjectMapper().valueToTree(ScenarioDocument.of(scenario))))
          .isEqualTo(scenario);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { jump: high }                                       | steps[1].jump is unknown; did you mean steps[1].send?
          { to: source }                                       | steps[1] must have exactly one of waitUntil, send, invoke, receive, moveTask, metrics, setQueue, deadLetterQueue.
          { receive: dlq, moveTask: dlq }                      | steps[1] must have exactly one of waitUntil, send, invoke, receive, moveTask, metrics, setQueue, deadLetterQueue.
          wait                                                 | steps[1] must be a mapping with one of waitUntil, send, invoke, receive, moveTask, metrics, setQueue, deadLetterQueue.
          { waitUntil: 9s }, { waitUntil: 8s }                 | steps[2].waitUntil is 8s, but must be 9s to 14d.
          { receive: queue }                                   | steps[1].receive is "queue", but must be source or dlq or spare.
          { receive: dlq, visibilityTimeout: 0s }              | steps: receive.visibilityTimeout is 0s, but must be 1s to 12h.
          { receive: dlq, visibilityTimeout: 1500ms }          | steps: receive.visibilityTimeout is 1s500ms, but must be of whole seconds.
          { receive: dlq }, { waitUntil: 14s }, { receive: dlq } | steps: the receive from dlq at 14s comes too soon after that at 0s: wait until 15s.
          { moveTask: source }                                 | steps[1].moveTask is "source", but must be dlq.
          { moveTask: dlq, to: dlq }                           | steps[1].to is "dlq", but must be source or spare.
          { moveTask: dlq, velocity: 501 }                     | steps: moveTask.velocity is 501, but must be 1 to 500.
          { send: other }                                      | steps: there is no message other to send; write it under messages.
          { send: m }, { send: m }                             | steps[2] sends m a second time.
          { invoke: m }                                        | steps[1] is invoke, but with trigger.type mapping the harness can only send.
          """)
  void that_cannot_be_done_are_refused_with_a_sentence(String steps, String sentence) {
    assertThat(problems(BY_HAND, steps)).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { receive: source }         | steps: receive from source requires mapping.enabled to be false.
          { receive: dlq }            | steps: receive from dlq requires mapping.dlqEnabled to be false.
          { moveTask: dlq }           | steps: moveTask requires mapping.dlqEnabled to be false, or nothing is left to move.
          { receive: spare }          | steps: there is no spare queue; set queue.spareQueue to fifo or standard.
          { deadLetterQueue: spare }  | steps: there is no spare queue; set queue.spareQueue to fifo or standard.
          { setQueue: 30s }           | steps[1].setQueue is "30s", but must be a mapping of keys to values.
          { setQueue: {} }            | steps[1].setQueue.visibilityTimeout is missing.
          { setQueue: { delay: 3s } } | steps[1].setQueue.delay is unknown; did you mean steps[1].setQueue.visibilityTimeout?
          { setQueue: { visibilityTimeout: 13h } }    | steps: setQueue.visibilityTimeout is 13h, but must be 0s to 12h.
          { setQueue: { visibilityTimeout: 1500ms } } | steps: setQueue.visibilityTimeout is 1s500ms, but must be of whole seconds.
          { setQueue: { visibilityTimeout: 30 } }     | steps[1].setQueue.visibilityTimeout is 30, a number without a unit; write 30s, 30m, 30h or 30d.
          """)
  void need_their_settings(String steps, String sentence) {
    assertThat(problems("", steps)).contains(sentence);
  }

  @Test
  void that_move_to_a_queue_of_the_other_type_are_refused() {
    assertThat(
            problems(
                "queue: { spareQueue: standard }\nmapping: { dlqEnabled: false }\n",
                "{ moveTask: dlq, to: spare }"))
        .containsExactly(
            "steps: moveTask requires queue.spareQueue to be of the type of the source queue.");
  }

  @Test
  void cannot_be_used_by_the_side_of_events() {
    assertThat(problems("trigger: { type: event }\n", "{ metrics: dlq }"))
        .containsExactly("steps cannot be used with trigger.type event, except invoke.");
  }

  @Test
  void leave_the_sign_of_moved_messages_to_the_harness() {
    assertThat(
            catchThrowableOfType(
                    InvalidScenario.class,
                    () ->
                        Scenarios.parse(
                            "test",
                            "name: x\nmessages: [ { key: \"m#2\", userId: u } ]".getBytes(UTF_8),
                            List.of()))
                .problems())
        .containsExactly(
            "messages[1].key is \"m#2\", but # is kept for what a move task makes of a message.");
  }

  @Test
  void a_fault_that_is_mended_needs_a_time() {
    assertThat(
            catchThrowableOfType(
                    InvalidScenario.class,
                    () ->
                        Scenarios.parse(
                            "test",
                            "name: x\nmessages: [ { key: m, userId: u, behaviour: fail-sent-before soon } ]"
                                .getBytes(UTF_8),
                            List.of()))
                .problems())
        .containsExactly(
            "messages[1].behaviour: fail-sent-before is \"soon\", which is no duration; write for"
                + " example 30s, 5m, 1h30m or 4d.");
  }
}
