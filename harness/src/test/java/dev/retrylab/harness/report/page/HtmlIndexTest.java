package dev.retrylab.harness.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.store.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The page over all runs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlIndexTest {
  private static final Path ROOT = Path.of("runs");

  private static RunSummary run(String scenario, Optional<String> verdict, Optional<Path> page) {
    return new RunSummary(
        ROOT.resolve(scenario).resolve("20261121T212404.000Z"),
        scenario,
        "Title of " + scenario,
        "local",
        "virtual",
        "2026-11-21T21:24:04Z",
        verdict,
        page,
        Optional.empty());
  }

  @Test
  void a_finished_run_has_its_verdict_and_a_link_to_its_page() {
    Path page = ROOT.resolve("my scenario/20261121T212404.000Z/report.html");
    assertThat(
            HtmlIndex.of(
                ROOT, List.of(run("my scenario", Optional.of("DIVERGED"), Optional.of(page)))))
        .contains("<a href=\"my%20scenario/20261121T212404.000Z/report.html\">my scenario</a>")
        .contains("<td class=\"bad\"><span class=\"sign\" aria-hidden=\"true\">✗</span>")
        .contains("<b>DIVERGED</b>", "Title of my scenario", "<code>20261121T212404.000Z</code>");
  }

  @Test
  void an_unfinished_run_is_there_without_a_link() {
    assertThat(HtmlIndex.of(ROOT, List.of(run("one", Optional.empty(), Optional.empty()))))
        .contains("<b>unfinished</b>", "1 in this folder")
        .doesNotContain("<a ");
  }

  @Test
  void a_damaged_run_is_there_with_what_is_wrong() {
    RunSummary damaged =
        new RunSummary(
            ROOT.resolve("one/20261121T212404.000Z"),
            "one",
            "",
            "",
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of("Cannot read run.json: it was cut off."));
    assertThat(HtmlIndex.of(ROOT, List.of(damaged)))
        .contains("<b>unreadable</b>", ">one <small> Cannot read run.json: it was cut off.</small>")
        .doesNotContain("unfinished");
  }

  @Test
  void a_title_is_text() {
    assertThat(HtmlIndex.of(ROOT, List.of(run("<b>", Optional.empty(), Optional.empty()))))
        .contains("Title of &lt;b&gt;")
        .doesNotContain("<b> ");
  }

  @Test
  void an_empty_folder_says_how_to_begin() {
    assertThat(HtmlIndex.of(ROOT, List.of())).contains("There is no run yet.", "retry-lab run");
  }
}
