package dev.retrylab.harness.scenario.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What most scenarios leave out")
class RarerSettingsTest {
  private static final List<String> ALL =
      List.of(
          "trigger.type=event",
          "queue.type=standard",
          "queue.deadLetterQueue=false",
          "mapping.provisionedPollers=3..4",
          "account.concurrency=10",
          "function.reservedConcurrency=0",
          "function.memory=256",
          "function.onFailure=destination");

  @Test
  @DisplayName("is read from a file and from --set")
  void isRead() {
    Scenario scenario =
        parsed(
            """
            name: new
            trigger: { type: event }
            queue: { type: standard, deadLetterQueue: false }
            mapping: { provisionedPollers: { min: 3, max: 4 } }
            account: { concurrency: 10 }
            function: { retryAttempts: 1, reservedConcurrency: 0, onFailure: destination, memory: 256 }
            messages: [ { key: a, userId: "1", behaviour: answer-null-id } ]
            """);
    assertThat(scenario.trigger()).isEqualTo(Trigger.EVENT);
    assertThat(scenario.queue().deadLetterQueue()).isFalse();
    assertThat(scenario.mapping().provisionedPollers()).contains(new NumberRange(3, 4));
    assertThat(scenario.account()).isEqualTo(new AccountSettings(10));
    assertThat(scenario.function().reservedConcurrency()).isEqualTo(OptionalInt.of(0));
    assertThat(scenario.function().onFailure()).isEqualTo(OnFailure.DESTINATION);
    assertThat(scenario.function().memoryMegabytes()).isEqualTo(256);
    assertThat(Scenarios.load("article").function().memoryMegabytes()).isEqualTo(1769);
    Scenario article = Scenarios.load("article", ALL);
    assertThat(article.trigger()).isEqualTo(Trigger.EVENT);
    assertThat(article.queue()).isEqualTo(scenario.queue());
    assertThat(article.mapping()).isEqualTo(scenario.mapping());
    assertThat(article.function()).isEqualTo(scenario.function());
    assertThat(article.account()).isEqualTo(scenario.account());
  }

  @Test
  @DisplayName("has AWS's own numbers of pollers for those that are left out")
  void pollers() {
    assertThat(pollers("{}")).contains(new NumberRange(2, 200));
    assertThat(pollers("{ min: 7 }")).contains(new NumberRange(7, 200));
    assertThat(pollers("{ max: 7 }")).contains(new NumberRange(2, 7));
    assertThat(pollers("{ min: 200, max: 2000 }")).contains(new NumberRange(200, 2_000));
    for (String wrong :
        List.of(
            "{ min: 1 }",
            "{ min: 201, max: 300 }",
            "{ min: 3, max: 2 }",
            "{ max: 2001 }",
            "5",
            "2..x",
            "[2, 4]")) {
      assertThatThrownBy(() -> pollers(wrong))
          .as(wrong)
          .isInstanceOf(InvalidScenario.class)
          .hasMessageEndingWith("but must be { min: 2 to 200, max: min to 2000 }.");
    }
    assertThatThrownBy(() -> pollers("{ least: 2 }"))
        .hasMessageContaining("mapping.provisionedPollers.least is unknown");
  }

  private static Optional<NumberRange> pollers(String range) {
    return parsed(
            """
            name: new
            mapping: { provisionedPollers: %s }
            messages: [ { key: a, userId: "1" } ]
            """
                .formatted(range))
        .mapping()
        .provisionedPollers();
  }

  @Test
  @DisplayName("is refused where AWS refuses it: two ways of scaling, and too much reserved")
  void concurrencyTogether() {
    assertThatThrownBy(
            () ->
                Scenarios.load(
                    "article",
                    List.of("mapping.maximumConcurrency=2", "mapping.provisionedPollers=2..2")))
        .hasMessageContaining(
            "mapping.provisionedPollers is 2..2, but must not stand beside"
                + " mapping.maximumConcurrency, which is 2: a mapping scales by one of the two.");
    assertThat(
            Scenarios.load(
                    "article",
                    List.of("account.concurrency=300", "function.reservedConcurrency=200"))
                .function()
                .reservedConcurrency())
        .hasValue(200);
    assertThatThrownBy(
            () ->
                Scenarios.load(
                    "article",
                    List.of("account.concurrency=300", "function.reservedConcurrency=201")))
        .hasMessageContaining(
            "function.reservedConcurrency is 201, but must be at most 200: of account.concurrency,"
                + " which is 300, AWS leaves 100 to functions that have none reserved.");
    assertThatThrownBy(
            () ->
                Scenarios.load(
                    "article", List.of("account.concurrency=10", "function.reservedConcurrency=1")))
        .hasMessageContaining("function.reservedConcurrency is 1, but must be at most 0");
  }

  @Test
  @DisplayName("is refused where an event cannot be followed or kept")
  void together() {
    assertThatThrownBy(
            () ->
                parsed(
                    """
                    name: new
                    trigger: { type: event }
                    function: { onFailure: dead-letter-queue }
                    messages: [ { key: a, userId: "1", behaviour: fail-times 2 } ]
                    """))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        "function.onFailure is dead-letter-queue, but Lambda sends there only where"
                            + " queue.type is standard.",
                        "message a: behaviour is fail-times 2, but with trigger.type event a"
                            + " function cannot tell its attempts apart; write throw or succeed."));
  }

  @Test
  @DisplayName("is among the settings where it says something, and only there")
  void settings() {
    assertThat(SettingsMap.of(Scenarios.load("article")))
        .containsOnlyKeys("queue", "mapping", "function");
    assertThat(SettingsMap.of(Scenarios.load("article", ALL)))
        .containsEntry("trigger", Map.of("type", "event"))
        .hasEntrySatisfying(
            "queue", keys -> assertThat(keys).containsEntry("deadLetterQueue", false))
        .hasEntrySatisfying(
            "mapping", keys -> assertThat(keys).containsEntry("provisionedPollers", "3..4"))
        .containsEntry("account", Map.of("concurrency", 10))
        .hasEntrySatisfying(
            "function",
            keys ->
                assertThat(keys)
                    .containsEntry("reservedConcurrency", 0)
                    .containsEntry("memory", 256)
                    .containsEntry("onFailure", "destination"));
  }

  @Test
  @DisplayName("treats partial batches as suits the queue, where the scenario says nothing")
  void partialBatches() {
    String reports = "mapping.reportBatchItemFailures=true";
    assertThat(Scenarios.load("article", List.of(reports)).partialBatch())
        .isEqualTo(PartialBatch.STOP_AT_FIRST);
    Scenario standard = Scenarios.load("article", List.of(reports, "queue.type=standard"));
    assertThat(standard.partialBatch()).isEqualTo(PartialBatch.FAILED_ONLY);
    assertThat(SettingsMap.of(standard).get("function"))
        .containsEntry("partialBatch", "failed-only");
    assertThat(
            Scenarios.load("article", List.of(reports, "function.partialBatch=skip-group"))
                .partialBatch())
        .isEqualTo(PartialBatch.SKIP_GROUP);
  }

  @Test
  @DisplayName("takes no partial batch where nobody reads which records failed")
  void partialBatchesUnread() {
    assertThat(SettingsMap.of(Scenarios.load("article")).get("function"))
        .doesNotContainKey("partialBatch");
    assertThatThrownBy(
            () -> Scenarios.load("article", List.of("function.partialBatch=failed-only")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining(
            "function.partialBatch is failed-only, but needs mapping.reportBatchItemFailures true:"
                + " else nobody reads which records of a batch failed.");
  }

  @Test
  @DisplayName("is refused outside of its range")
  void ranges() {
    assertThatThrownBy(
            () ->
                Scenarios.load(
                    "article",
                    List.of(
                        "trigger.type=queue",
                        "queue.deadLetterQueue=none",
                        "mapping.maximumConcurrency=1",
                        "function.reservedConcurrency=1001",
                        "function.memory=127",
                        "function.onFailure=keep",
                        "function.partialBatch=some")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("trigger.type is \"queue\", but must be mapping or event.")
        .hasMessageContaining("queue.deadLetterQueue is \"none\", but must be true or false.")
        .hasMessageContaining("mapping.maximumConcurrency is 1, but must be 2 to 1000.")
        .hasMessageContaining("function.reservedConcurrency is 1001, but must be 0 to 1000.")
        .hasMessageContaining("function.memory is 127, but must be 128 to 10240.")
        .hasMessageContaining(
            "function.partialBatch is \"some\", but must be failed-only or stop-at-first or"
                + " skip-group.")
        .hasMessageContaining(
            "function.onFailure is \"keep\", but must be discard or destination or"
                + " dead-letter-queue.");
  }

  private static Scenario parsed(String yaml) {
    return Scenarios.parse("test", yaml.getBytes(UTF_8), List.of());
  }
}
