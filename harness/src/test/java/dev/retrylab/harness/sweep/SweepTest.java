package dev.retrylab.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.sweep.PointOutcome.Seen;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The index table of a sweep")
class SweepTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Grid GRID = Grid.parse(List.of("queue.maxReceiveCount=1..2"));

  @Test
  @DisplayName("has a row for each point and message, with what other hypotheses expect")
  void table() {
    assertThat(SweepTable.lines(SweptPoint.predict("article", List.of(), GRID)))
        .containsExactly(
            "maxReceiveCount  message  receives  errors  fate           in DLQ  count  DLQ from "
                + " guesses",
            "1                m1       1         0       forwarded      1       1      -        "
                + " -",
            "1                m2       1         1       dead-lettered  1       2      30s      "
                + " async-retries-apply: 2",
            "2                m1       1         0       forwarded      1       1      -        "
                + " -",
            "2                m2       2         2       dead-lettered  1       3      1m       "
                + " async-retries-apply: 4");
  }

  @Test
  @DisplayName("is written as CSV with a row for each point, hypothesis and message")
  void csv() {
    List<String> lines = new ArrayList<>();
    SweptPoint first = SweptPoint.predict("article", List.of(), GRID).get(0);
    SweepCsv.write(List.of(first.with(run("runs/a"))), lines::add);
    assertThat(lines)
        .containsExactly(
            "queue.maxReceiveCount,hypothesis,message,receivesMin,receivesMax,functionErrorsMin,"
                + "functionErrorsMax,fates,dlqCopiesMin,dlqCopiesMax,dlqReceiveCountMin,"
                + "dlqReceiveCountMax,deadLetteredNotBeforeSeconds,seenReceives,"
                + "seenFunctionErrors,seenFate,verdict,runDirectory",
            "1,documented,m1,1,1,0,0,forwarded,1,1,1,1,,,,,MATCH,runs/a",
            "1,documented,m2,1,1,1,1,dead-lettered,1,1,2,2,30,1,1,dead-lettered,MATCH,runs/a",
            "1,async-retries-apply,m1,1,1,0,0,forwarded,1,1,1,1,,,,,MATCH,runs/a",
            "1,async-retries-apply,m2,1,1,2,2,dead-lettered,1,1,2,2,30,1,1,dead-lettered,MATCH,"
                + "runs/a");
  }

  @Test
  @DisplayName("is written as JSON with the documents of predict and run")
  void json(@TempDir Path run) throws IOException {
    Files.writeString(run.resolve("results.json"), "{\"schema\": 1, \"scenario\": \"article\"}");
    List<SweptPoint> points = SweptPoint.predict("article", List.of(), GRID);
    StringWriter out = new StringWriter();
    SweepJson.write(
        "article", GRID, List.of(points.get(0).with(run(run.toString())), points.get(1)), out);
    JsonNode document = JSON.readTree(out.toString());
    assertThat(document.at("/grid/queue.maxReceiveCount").toString()).isEqualTo("[\"1\",\"2\"]");
    assertThat(document.at("/points/1/set/queue.maxReceiveCount").asText()).isEqualTo("2");
    assertThat(
            document.at("/points/1/prediction/hypotheses/0/messages/1/functionErrors/max").asInt())
        .isEqualTo(2);
    assertThat(document.at("/points/1/triedForAtLeastSeconds").asInt()).isEqualTo(30);
    for (String ofRun : List.of("verdict", "outcome", "run")) {
      assertThat(document.at("/points/1/" + ofRun).isNull()).as(ofRun).isTrue();
    }
    assertThat(document.at("/points/0/verdict").asText()).isEqualTo("MATCH");
    assertThat(document.at("/points/0/outcome"))
        .isEqualTo(
            JSON.readTree(
                """
                {"fates": {"dead-lettered": 1}, "deadLetteredUnrun": 0, "receives": 1,
                 "dollars": 0.0031}
                """));
    assertThat(document.at("/points/0/run/scenario").asText()).isEqualTo("article");
  }

  @Test
  @DisplayName("is refused with the sentences of all points that are no scenario")
  void invalidPoints() {
    Grid bad = Grid.parse(List.of("queue.visibilityTimeout=1s,2s,30s"));
    assertThatThrownBy(() -> SweptPoint.predict("article", List.of(), bad))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("queue.visibilityTimeout is 1s")
        .hasMessageContaining("queue.visibilityTimeout is 2s");
  }

  private static PointRun run(String directory) {
    return new PointRun(
        0,
        Optional.of(
            new PointOutcome(
                Verdict.MATCH,
                directory,
                Map.of("m2", new Seen(1, 1, Fate.DEAD_LETTERED)),
                /* unrun= */ 0,
                0.0031)));
  }
}
