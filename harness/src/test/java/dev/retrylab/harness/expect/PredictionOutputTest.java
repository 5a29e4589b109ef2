package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The predictions for the reference experiment")
class PredictionOutputTest {
  private static final Scenario ARTICLE = Scenarios.load("article");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("have the documented shape in JSON")
  void json() throws Exception {
    JsonNode document = PredictionJson.of(ARTICLE, Hypotheses.predictAll(ARTICLE));
    assertThat(document.path("schema").asInt()).isEqualTo(1);
    assertThat(document.path("scenario").asText()).isEqualTo("article");
    assertThat(document.at("/settings/queue/visibilityTimeout").asText()).isEqualTo("30s");
    assertThat(document.at("/hypotheses/0/id").asText()).isEqualTo("documented");
    JsonNode message = document.at("/hypotheses/0/messages/1");
    // Compared as text: a number put as a long is not equal to the same number read as an int.
    assertThat(message.toString())
        .isEqualTo(
            JSON.readTree(
                    """
                {"key":"m2","userId":"2","receives":{"min":2,"max":2},
                 "functionErrors":{"min":2,"max":2},"unprocessed":{"min":0,"max":0},
                 "fates":["dead-lettered"],"dlqReceiveCount":{"min":3,"max":3},"dlqCopies":{"min":1,"max":1},
                 "earliestSeconds":[0,30],"deadLetteredNotBeforeSeconds":60,
                 "errorsDueSeconds":[],"triedForAtLeastSeconds":30,"mayBeDeadLetteredUnrun":false,"because":[2,3,4,5]}
                """)
                .toString());
    assertThat(document.at("/hypotheses/1/messages/1/errorsDueSeconds").toString())
        .isEqualTo("[0,30,60,90]");
    assertThat(document.at("/hypotheses/0/messages/0/deadLetteredNotBeforeSeconds").isNull())
        .isTrue();
  }

  @Test
  @DisplayName("name their reasons once in JSON, and refer to them")
  void reasons() throws Exception {
    List<Prediction> predictions = Hypotheses.predictAll(ARTICLE);
    StringWriter stream = new StringWriter();
    PredictionJson.write(ARTICLE, predictions, Map.of(), stream);
    JsonNode document = JSON.readTree(stream.toString());
    assertThat(document.toString()).isEqualTo(PredictionJson.of(ARTICLE, predictions).toString());
    List<Rule> because = predictions.get(0).messages().get("m2").because();
    assertThat(document.at("/reasons/2").asText()).isEqualTo(because.get(0).sentence());
    assertThat(document.at("/reasons/5").asText()).isEqualTo(because.get(3).sentence());
  }

  @Test
  @DisplayName("of a large workload are not laid out, and say the same")
  void large() throws Exception {
    List<MessageSpec> messages =
        IntStream.rangeClosed(1, 1_500)
            .mapToObj(i -> MessageSpec.of("m" + i, "\"%d\"".formatted(i % 3)))
            .map(one -> one.inGroup("g").behaving(Behaviour.parse("fail-times 2")))
            .toList();
    Scenario scenario =
        new Scenario(
            "large",
            "large",
            ARTICLE.queue(),
            ARTICLE.mapping(),
            ARTICLE.function(),
            messages,
            List.of());
    List<Prediction> predictions = Hypotheses.predictAll(scenario);
    StringWriter stream = new StringWriter();
    PredictionJson.write(scenario, predictions, Map.of(), stream);
    assertThat(JSON.readTree(stream.toString()).toString())
        .isEqualTo(PredictionJson.of(scenario, predictions).toString());
  }

  @Test
  @DisplayName("stand side by side as text, to scale, with reasons and advice")
  void text() {
    List<String> lines = PredictionText.lines(ARTICLE, Hypotheses.predictAll(ARTICLE));
    assertThat(lines)
        .containsSequence(
            "m2: user 2, throw",
            "  hypothesis              receives errors in DLQ count  fate",
            "  documented                     2      2      1     3  dead-lettered",
            "  async-retries-apply            2      4      1     3  dead-lettered",
            "  not before              0s                                          1m30s",
            "  documented              1---------------2---------------D----------------",
            "  async-retries-apply     1---------------2---------------D---------------x")
        .contains("Because", "Advice")
        .allMatch(line -> line.length() <= 80 || !line.strip().contains(" "));
  }

  /** Received at 0 and 30 s, and so in the dead-letter queue when the first step looks there. */
  @Test
  @DisplayName("tell what each step of the harness brings")
  void steps() {
    Scenario scenario = Scenarios.load("redrive-poison");
    assertThat(PredictionText.lines(scenario, Hypotheses.predictAll(scenario)))
        .containsSequence(
            "What the harness does, and what it brings",
            "  130 s      1. receive from the dead-letter queue",
            "                documented              messages 1")
        .contains("  150 s      2. move the dead-letter queue to the source queue")
        .contains("- A message that failed is received again once its visibility timeout is over,")
        .anyMatch(line -> line.startsWith("- queue.maxReceiveCount is 2; at least 5 is advised"));
  }

  @Test
  @DisplayName("say which hypotheses the scenario cannot tell apart")
  void alike() {
    Scenario all =
        new Scenario(
            "all",
            "all",
            ARTICLE.queue(),
            ARTICLE.mapping(),
            ARTICLE.function(),
            ARTICLE.messages(),
            List.of());
    assertThat(String.join(" ", PredictionText.lines(all, Hypotheses.predictAll(all))))
        .contains(
            "This scenario cannot tell documented from visibility-too-short,"
                + " clock-starts-at-failure, move-in-background: the predictions are the same.");
    assertThat(PredictionText.lines(all, Hypotheses.predictAll(all)))
        .as("no row or lane of its own")
        .noneMatch(line -> line.startsWith("  visibility-too-short"))
        .anyMatch(line -> line.startsWith("  no-retry"));
    Scenario named =
        new Scenario(
            "named",
            "named",
            ARTICLE.queue(),
            ARTICLE.mapping(),
            ARTICLE.function(),
            ARTICLE.messages(),
            List.of("visibility-too-short"));
    assertThat(PredictionText.lines(named, Hypotheses.predictAll(named)))
        .anyMatch(line -> line.startsWith("  visibility-too-short"));
  }

  @Test
  @DisplayName("draw more than nine receives, and the move behind them")
  void manyReceives() {
    assertThat(lanes("queue.maxReceiveCount=12"))
        .contains(
            "  not before              0s                                          6m30s",
            "  documented              1--2---3---4--5---6---7--8---9---+--+---+---D----",
            "  async-retries-apply     1--2---3---4--5---6---7--8---9---+--+---+---D---x");
    assertThat(lanes("queue.maxReceiveCount=1000"))
        .contains(
            "  not before              0s                                       8h20m30s",
            "  documented              1++++++++++++++++++++++++++++++++++++++++++++++D-",
            "  async-retries-apply     1++++++++++++++++++++++++++++++++++++++++++++++Dx");
  }

  @Test
  @DisplayName("say which queue a message expires in, and when")
  void expiries() {
    Scenario gone =
        Scenarios.load(
            "standard",
            List.of(
                "queue.visibilityTimeout=2m",
                "queue.maxReceiveCount=3",
                "queue.retention=1h",
                "queue.dlqRetention=5m"));
    String text = String.join(" ", PredictionText.lines(gone, Hypotheses.predictAll(gone)));
    assertThat(text.replaceAll(" +", " "))
        .contains(
            "documented 3 3 0 - expired",
            "expired: in the dead-letter queue with the move, not before +360.0 s:"
                + " queue.dlqRetention, 300 s from the sending, is over by then.");
    Scenario source = Scenarios.load("article", List.of("queue.retention=90s"));
    text = String.join(" ", PredictionText.lines(source, Hypotheses.predictAll(source)));
    assertThat(text.replaceAll(" +", " "))
        .contains(
            "dead-lettered or expired",
            "expired: in the source queue at +90.0 s, when queue.retention is over, if it is still"
                + " there.");
    JsonNode json = PredictionJson.of(gone, Hypotheses.predictAll(gone));
    assertThat(json.at("/hypotheses/0/messages/1/expiries").toString())
        .isEqualTo("[{\"queue\":\"dlq\",\"retentionSeconds\":300,\"notBeforeSeconds\":360}]");
    assertThat(json.at("/hypotheses/0/messages/1/fates").toString()).isEqualTo("[\"expired\"]");
  }

  private static List<String> lanes(String setting) {
    Scenario scenario = Scenarios.load("article", List.of(setting));
    return PredictionText.lines(scenario, Hypotheses.predictAll(scenario));
  }
}
