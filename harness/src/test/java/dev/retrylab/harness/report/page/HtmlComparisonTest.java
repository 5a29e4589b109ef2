package dev.retrylab.harness.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunReport;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Two runs as a page, as text; a browser opens it in another test. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlComparisonTest {
  private static String page(RunReport one, RunReport other) {
    return HtmlComparison.of(
        new HtmlComparison.Run(one, () -> List.of()),
        new HtmlComparison.Run(other, () -> List.of()),
        RunDifferences.between(one, other));
  }

  @Test
  void what_differs_comes_before_what_does_not() {
    String page = page(Reports.article(), Reports.poisonedBatch());
    assertThat(page)
        .containsSubsequence(
            "The runs differ",
            "What became of the messages",
            "<th scope=\"row\">m1 ends up</th><td>forwarded</td><td>dead-lettered</td>",
            "Settings",
            "<th scope=\"row\">mapping.batchSize</th><td>1</td><td>10</td>",
            "What happened in both")
        .contains("id=\"differing\">[\"m1\"]<");
  }

  @Test
  void of_a_run_and_itself_it_says_that_nothing_differs() {
    assertThat(page(Reports.article(), Reports.article()))
        .contains("The same became of every message", "No difference.", "id=\"differing\">[]<");
  }
}
