package dev.retrylab.harness.report.document;

import static dev.retrylab.harness.judge.Articles.watchedUntil;
import static dev.retrylab.harness.judge.Expected.only;
import static dev.retrylab.harness.judge.Expected.succeeds;
import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkdownReportTest {

  @Test
  void the_article_has_its_verdict_its_table_and_what_refutes_the_guess() {
    assertThat(MarkdownReport.of(Reports.article()).lines())
        .startsWith("## ✓ article: FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1")
        .contains(
            "**MATCH** on target local. Times are of the virtual clock, which skips idle time.",
            "| message | user | receives | function errors | runs not reaching it | ends up | messages in the DLQ | receive count there | documented | async-retries-apply |",
            "| `m1` | 1 | 1 | 0 | 0 | forwarded | 1 | 1 | ✓ MATCH | ✓ MATCH |",
            "| `m2` | 2 | 2 | 2 | 0 | dead-lettered | 1 | 3 | ✓ MATCH | ✗ DIVERGED |",
            "- `async-retries-apply` **refuted**: Each receive runs the function again by its asynchronous retry attempts.",
            "  m2: 2 function errors, not 4: error 3 was due at +60.0 s, and none came until +61.2 s.");
  }

  @Test
  void a_long_table_is_cut_and_says_where_the_rest_is() {
    Observation[] observed =
        IntStream.rangeClosed(1, 60)
            .mapToObj(i -> "m" + i)
            .map(key -> all(new Observation[] {sent(key, 0)}, goodRun(key, 1, "r-" + key, 20)))
            .flatMap(Arrays::stream)
            .toArray(Observation[]::new);
    RunReport report =
        Reports.of(
            fold(observed),
            watchedUntil(31_220),
            List.of(only("documented", Map.entry("m1", succeeds()))));
    assertThat(MarkdownReport.of(report).lines())
        .contains("10 further messages are in results.json.")
        .filteredOn(line -> line.startsWith("| `m"))
        .hasSize(50);
  }
}
