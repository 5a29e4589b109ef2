package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A scenario file")
final class ScenarioFilesTest {
  @TempDir private Path directory;
  private ScenarioFiles files;

  @BeforeEach
  void twoFiles() throws IOException {
    files = new ScenarioFiles(directory);
    write("short", "name: short");
    write(
        "full",
        """
        name: full
        title: Everything is given
        queue:
          type: standard
          visibilityTimeout: 10m
          maxReceiveCount: 5
          retention: 1d
          dlqRetention: 2d
          delay: 1m
          deadLetterQueue: false
          spareQueue: fifo
        mapping:
          batchSize: 100
          batchingWindow: 5s
          reportBatchItemFailures: true
          maximumConcurrency: 7
          enabled: false
          dlqEnabled: false
        function:
          timeout: 1m
          retryAttempts: 2
          maximumEventAge: 1h
          reservedConcurrency: 0
          partialBatch: skip-group
          memory: 3008
        messages:
          - { key: m1, userId: "1" }
        hypotheses: [documented]
        steps:
          - { receive: dlq }
        """);
  }

  @Test
  void has_a_default_for_everything_but_its_name() {
    assertThat(files.read("short", Map.of()))
        .isEqualTo(
            new Scenario(
                "short",
                "",
                true,
                new QueueSettings(
                    true,
                    Duration.ofSeconds(30),
                    2,
                    Duration.ofDays(4),
                    Duration.ofDays(14),
                    Duration.ZERO,
                    true,
                    Optional.empty()),
                new MappingSettings(1, Duration.ZERO, false, OptionalInt.empty(), true, true),
                new FunctionSettings(
                    Duration.ofSeconds(5),
                    2,
                    Duration.ofHours(6),
                    OptionalInt.empty(),
                    OnFailure.DISCARD,
                    "stop-at-first",
                    1769)));
  }

  @Test
  void is_read_for_its_infrastructure_and_not_for_its_messages() {
    assertThat(files.read("full", Map.of()))
        .isEqualTo(
            new Scenario(
                "full",
                "Everything is given",
                true,
                new QueueSettings(
                    false,
                    Duration.ofMinutes(10),
                    5,
                    Duration.ofDays(1),
                    Duration.ofDays(2),
                    Duration.ofMinutes(1),
                    false,
                    Optional.of(true)),
                new MappingSettings(
                    100, Duration.ofSeconds(5), true, OptionalInt.of(7), false, false),
                new FunctionSettings(
                    Duration.ofMinutes(1),
                    2,
                    Duration.ofHours(1),
                    OptionalInt.of(0),
                    OnFailure.DISCARD,
                    "skip-group",
                    3008)));
  }

  @Test
  void gives_way_to_the_values_set_on_the_command_line() {
    Map<String, String> context =
        Map.of("scenario", "full", "set.queue.maxReceiveCount", "7", "aws-cdk:something", "else");
    assertThat(Selection.of(context, files).scenarios().get(0).queue().maxReceiveCount())
        .isEqualTo(7);
  }

  @Test
  void that_is_bundled_and_called_article_is_the_default() {
    ScenarioFiles bundled = new ScenarioFiles(Path.of("../harness/src/main/resources/scenarios"));
    assertThat(Selection.of(Map.of(), bundled).names()).isEqualTo("article");
  }

  @Test
  void that_is_bundled_can_always_be_deployed() {
    ScenarioFiles bundled = new ScenarioFiles(Path.of("../harness/src/main/resources/scenarios"));
    assertThat(bundled.names())
        .allSatisfy(name -> assertThat(bundled.read(name, Map.of()).name()).isEqualTo(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name                            | A b  | it must be 1 to 40 lower-case letters, digits and hyphens
          queue.type                      | Fifo | it must be fifo or standard
          queue.visibilityTimeout         | 30   | it must be from 0s to 12h, with a unit as in 30s or 1h30m
          queue.visibilityTimeout         | 13h  | it must be from 0s to 12h
          queue.maxReceiveCount           | 0    | it must be a whole number from 1 to 1000
          queue.maxReceiveCount           | 1001 | it must be a whole number from 1 to 1000
          queue.maxReceiveCount           | 2.5  | it must be a whole number from 1 to 1000
          queue.retention                 | 59s  | it must be from 1m to 14d
          queue.dlqRetention              | 15d  | it must be from 1m to 14d
          queue.delay                     | 16m  | it must be from 0s to 15m
          mapping.batchSize               | 11   | it must be a whole number from 1 to 10 on a FIFO queue
          mapping.batchSize               | 0    | it must be a whole number from 1 to 10 on a FIFO queue
          mapping.batchingWindow          | 1s   | it must be 0s on a FIFO queue
          mapping.reportBatchItemFailures | yes  | it must be false or true
          function.timeout                | 0s   | it must be from 1s to 15m
          function.timeout                | 16m  | it must be from 1s to 15m
          function.retryAttempts          | 3    | it must be a whole number from 0 to 2
          function.retryAttempts          | -1   | it must be a whole number from 0 to 2
          function.maximumEventAge        | 59s  | it must be from 1m to 6h
          function.maximumEventAge        | 7h   | it must be from 1m to 6h
          queue.deadLetterQueue           | no   | it must be true or false
          mapping.maximumConcurrency      | 1    | it must be a whole number from 2 to 1000
          function.reservedConcurrency    | 1001 | it must be a whole number from 0 to 1000
          function.partialBatch           | some | it must be stop-at-first or failed-only or skip-group
          function.memory                 | 127  | it must be a whole number from 128 to 10240
          """)
  void is_refused_with_the_key_the_value_and_the_range(String key, String value, String rule) {
    assertThat(refusal("short", Map.of(key, value)))
        .containsExactly("%s is %s: %s.".formatted(key, value, rule));
  }

  @Test
  void of_a_standard_queue_allows_more_and_is_refused_beyond_that() {
    assertThat(
            refusal("full", Map.of("mapping.batchSize", "10001", "mapping.batchingWindow", "6m")))
        .containsExactly(
            "mapping.batchSize is 10001: it must be a whole number from 1 to 10000 on a standard"
                + " queue.",
            "mapping.batchingWindow is 6m: it must be from 0s to 5m on a standard queue.");
  }

  @Test
  void needs_a_window_for_batches_over_ten() {
    assertThat(refusal("full", Map.of("mapping.batchingWindow", "0s")))
        .containsExactly(
            "mapping.batchingWindow is 0s: a mapping.batchSize over 10, here 100, needs one from 1s"
                + " to 5m.");
  }

  @Test
  void needs_a_visibility_timeout_not_below_the_function_timeout() {
    assertThat(refusal("short", Map.of("function.timeout", "31s")))
        .containsExactly(
            "queue.visibilityTimeout is 30s: it must not be below function.timeout, which is 31s.");
    assertThat(files.read("short", Map.of("function.timeout", "30s")).function().timeout())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void keeps_failed_events_in_a_standard_queue_only() {
    assertThat(refusal("short", Map.of("function.onFailure", "destination")))
        .containsExactly(
            "function.onFailure is destination: Lambda sends there only where queue.type is"
                + " standard.");
    assertThat(refusal("short", Map.of("function.onFailure", "keep", "trigger.type", "queue")))
        .containsExactly(
            "trigger.type is queue: it must be mapping or event.",
            "function.onFailure is keep: it must be discard or destination or dead-letter-queue.");
    Scenario kept =
        files.read(
            "short",
            Map.of(
                "function.onFailure", "dead-letter-queue",
                "trigger.type", "event",
                "queue.type", "standard"));
    assertThat(kept.function().onFailure()).isEqualTo(OnFailure.DEAD_LETTER_QUEUE);
    assertThat(kept.mapped()).isFalse();
  }

  @Test
  void treats_partial_batches_as_suits_its_queue_and_only_where_failures_are_reported() {
    Map<String, String> standard =
        Map.of("queue.type", "standard", "mapping.reportBatchItemFailures", "true");
    assertThat(files.read("short", standard).function().partialBatch()).isEqualTo("failed-only");
    assertThat(refusal("short", Map.of("function.partialBatch", "failed-only")))
        .containsExactly(
            "function.partialBatch is failed-only: it needs mapping.reportBatchItemFailures true.");
  }

  @Test
  void is_told_all_its_problems_at_once() {
    assertThat(
            refusal(
                "short",
                Map.of("queue.type", "x", "queue.delay", "y", "queue.visibiltyTimeout", "1s")))
        .containsExactly(
            "Unknown key queue.visibiltyTimeout: did you mean queue.visibilityTimeout?",
            "queue.type is x: it must be fifo or standard.",
            "queue.delay is y: it must be from 0s to 15m, with a unit as in 30s or 1h30m.");
  }

  @Test
  void that_does_not_exist_is_answered_with_those_that_do() {
    assertThat(refusal("none", Map.of()))
        .containsExactly("Unknown scenario none: choose one of full, short with -c scenario=NAME.");
    assertThat(refusal("../scenarios/short", Map.of())).hasSize(1);
  }

  @Test
  void with_a_list_in_place_of_a_value_is_refused() throws IOException {
    write("lists", "name: lists\nqueue: [fifo]\nfunction: { timeout: [5s] }");
    assertThat(refusal("lists", Map.of()))
        .containsExactly(
            "queue must be a map of settings.", "function.timeout must be a single value.");
  }

  @Test
  void with_a_value_in_place_of_a_map_is_refused() throws IOException {
    write("flat", "name: flat\nqueue: fifo");
    assertThat(refusal("flat", Map.of())).containsExactly("queue must be a map of settings.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: [", "name: a\nname: b", "\tname: a"})
  void that_is_no_YAML_is_refused_with_the_place(String text) throws IOException {
    write("broken", text);
    assertThat(refusal("broken", Map.of()))
        .singleElement()
        .asString()
        .matches(".*broken\\.yaml is not readable as YAML near line \\d+: .*\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- a", "text"})
  void that_is_no_map_is_refused(String text) throws IOException {
    write("list", text);
    assertThat(refusal("list", Map.of()))
        .containsExactly(directory.resolve("list.yaml") + " must be a map of settings.");
  }

  private List<String> refusal(String name, Map<String, String> overrides) {
    return catchThrowableOfType(InvalidInput.class, () -> files.read(name, overrides)).problems();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name + ".yaml"), text);
  }
}
