package dev.retrylab.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.report.RunDifferences.Pair;
import dev.retrylab.harness.report.document.DifferencesJson;
import dev.retrylab.harness.report.terminal.DifferencesText;
import dev.retrylab.harness.report.terminal.TerminalStyle;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunDifferencesTest {

  private static RunDifferences poisoned() {
    return RunDifferences.between(Reports.article(), Reports.poisonedBatch());
  }

  @Test
  void a_run_does_not_differ_from_itself() {
    RunReport article = Reports.article();
    assertThat(RunDifferences.between(article, article))
        .isEqualTo(
            new RunDifferences(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Pair("m2", "+0.0 s, +30.0 s", "+0.0 s, +30.0 s"))));
    assertThat(RunDifferences.between(article, article).sameObservations()).isTrue();
  }

  @Test
  void the_poisoned_batch_differs_from_the_article_in_what_became_of_the_first_message() {
    RunDifferences differences = poisoned();
    assertThat(differences.sameObservations()).isFalse();
    assertThat(differences.messages())
        .contains(
            new Pair("m1 receives", "1", "2"),
            new Pair("m1 ends up", "forwarded", "dead-lettered"),
            new Pair("m1 messages in the DLQ", "1", "3"))
        .noneMatch(pair -> pair.what().startsWith("m2 receives"));
    assertThat(differences.settings()).contains(new Pair("mapping.batchSize", "1", "10"));
  }

  @Test
  void side_by_side_in_80_columns_what_differs_comes_first() {
    List<String> lines =
        DifferencesText.lines(
            Reports.article(), Reports.poisonedBatch(), poisoned(), TerminalStyle.plain());
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines)
        .startsWith("A  article on local, virtual clock: MATCH")
        .contains(
            "  m1 ends up                    forwarded               dead-lettered",
            "  mapping.batchSize             1                       10")
        .endsWith("The runs differ in what became of the messages.");
  }

  @Test
  void a_document_names_both_runs_and_every_difference() {
    JsonNode json = DifferencesJson.of(Reports.article(), Reports.poisonedBatch(), poisoned());
    assertThat(json.at("/a/verdict").asText()).isEqualTo("MATCH");
    assertThat(json.path("sameObservations").asBoolean(true)).isFalse();
    assertThat(json.path("messages").findValuesAsText("what")).contains("m1 ends up");
  }
}
