package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, and when. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageBodyTest {
  private static final RunId RUN = new RunId("20261121T212404Z-3f9a");

  @TempDir private Path folder;

  private Scenario scenario(String messages) throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, "name: s\ntitle: s\nmessages:\n" + messages);
    return Scenarios.load(file.toString());
  }

  @Test
  void a_body_names_user_run_and_key() throws IOException {
    Scenario scenario = scenario("  - { key: m1, userId: \"1\" }\n");
    assertThat(MessageBody.write(scenario.messages().get(0), RUN, Instant.EPOCH))
        .isEqualTo("{\"user_id\":\"1\",\"run_id\":\"20261121T212404Z-3f9a\",\"key\":\"m1\"}");
  }

  @Test
  void a_duration_and_times_of_the_run_are_written_as_milliseconds() throws IOException {
    Scenario scenario =
        scenario(
            "  - { key: m, userId: \"3\", duration: 1s500ms, behaviour: fail-between 10s 1m }\n");
    assertThat(MessageBody.write(scenario.messages().get(0), RUN, Instant.ofEpochMilli(5)))
        .isEqualTo(
            "{\"user_id\":\"3\",\"run_id\":\"20261121T212404Z-3f9a\",\"key\":\"m\","
                + "\"behaviour\":\"fail-between 10005 60005\",\"duration_ms\":1500}");
  }

  @Test
  void a_behaviour_is_written_where_the_scenario_states_it() throws IOException {
    Scenario scenario = scenario("  - { key: m, userId: \"1\", behaviour: fail-times 3 }\n");
    assertThat(MessageBody.write(scenario.messages().get(0), RUN, Instant.EPOCH))
        .isEqualTo(
            "{\"user_id\":\"1\",\"run_id\":\"20261121T212404Z-3f9a\",\"key\":\"m\","
                + "\"behaviour\":\"fail-times 3\"}");
  }

  @Test
  void messages_are_due_by_time_and_those_of_one_time_in_the_order_of_the_file()
      throws IOException {
    Scenario scenario =
        scenario(
            """
              - { key: late, userId: "1", sendAfter: 10s }
              - { key: b, userId: "1" }
              - { key: a, userId: "2" }
              - { key: later, userId: "1", sendAfter: 1m }
              - { key: as-late, userId: "1", sendAfter: 10s }
            """);
    Map<Duration, List<String>> keys = new LinkedHashMap<>();
    QueueSender.schedule(scenario)
        .forEach(
            (due, messages) -> keys.put(due, messages.stream().map(MessageSpec::key).toList()));
    assertThat(keys)
        .containsExactly(
            Map.entry(Duration.ZERO, List.of("b", "a")),
            Map.entry(Duration.ofSeconds(10), List.of("late", "as-late")),
            Map.entry(Duration.ofMinutes(1), List.of("later")));
  }

  @Test
  void a_run_id_is_the_time_in_utc_and_four_random_digits() {
    assertThat(RunId.at(Instant.parse("2026-11-21T21:24:04.999Z")).text())
        .matches("20261121T212404Z-[0-9a-f]{4}");
  }
}
