package dev.retrylab.harness.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.retrylab.harness.browser.BrowserPage;
import dev.retrylab.harness.browser.Chromium;
import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.fidelity.Skip;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run in a real browser: of a stored run of the article, and of 5,000 messages. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class ReportPageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_OPENING_MILLIS = 2_000;

  @TempDir private static Path folder;

  private static Chromium chromium;
  private static Path article;
  private static JsonNode articleResults;
  private static Path many;

  private BrowserPage page;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.find();
    Skip.unless(program.isPresent(), "ReportPageIT", "there is no Chromium on the PATH");
    chromium = Chromium.start(program.orElseThrow(), folder.resolve("profile"));
    article = stored("article");
    articleResults = JSON.readTree(article.resolveSibling("results.json").toFile());
    many = folder.resolve("report-many.html");
    RunReport report = Reports.many();
    Files.writeString(many, HtmlReport.of(report, () -> List.of(), List.of()));
  }

  /** The page of a stored run, made of its files. */
  private static Path stored(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    for (RunFile file : RunFile.values()) {
      String resource = "/stored/%s/%s".formatted(name, file.fileName());
      try (InputStream in = ReportPageIT.class.getResourceAsStream(resource)) {
        if (in != null) {
          Files.copy(in, run.resolve(file.fileName()));
        }
      }
    }
    RunDirectory directory = RunDirectory.open(run);
    StoredRun stored = StoredRun.read(directory);
    ResultFiles.write(stored.judge(), stored.record(), directory);
    return directory.file(RunFile.REPORT);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private void open(Path file) {
    page = chromium.newPage();
    page.resize(1280, 900);
    page.open(file);
  }

  /** Whatever a test does, the page asks for nothing and nothing goes wrong in it. */
  @AfterEach
  void neither_network_nor_errors() {
    assertThat(page.complaints()).isEmpty();
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.path(field).asText())
        .toList();
  }

  @Test
  void says_what_results_json_says() {
    open(article);
    assertThat(page.text("#verdict .verdict")).contains(articleResults.path("verdict").asText());
    assertThat(page.text(".explanation p")).isEqualTo(articleResults.path("explanation").asText());
    assertThat(page.texts(".hypothesis .standing"))
        .isEqualTo(
            texts(articleResults.path("hypotheses"), "result").stream()
                .map(word -> (word.equals("survived") ? "✓ " : "✗ ") + word)
                .toList());
    assertThat(page.text(".refuted"))
        .endsWith(articleResults.at("/hypotheses/1/refutedBy").asText());
    assertThat(page.texts("#findings ~ ul li"))
        .isEqualTo(texts(articleResults.path("findings"), "sentence"));
  }

  @Test
  void its_table_has_the_numbers_of_results_json() {
    open(article);
    List<String> real = new ArrayList<>();
    for (JsonNode message : articleResults.path("messages")) {
      for (String field :
          List.of("receives", "functionErrors", "fate", "dlqCopies", "dlqReceiveCount")) {
        real.add(message.path(field).asText());
      }
      real.add("");
    }
    assertThat(page.texts(".expected td.real")).isEqualTo(real);
    assertThat(page.texts(".expected tr.last td:nth-last-child(1) .bad")).hasSize(1);
  }

  @Test
  void each_event_is_a_mark_where_results_json_has_it() {
    open(article);
    List<String> labels = page.attributes(".mark:not(.ghost)", "aria-label");
    JsonNode m2 = articleResults.at("/messages/1");
    for (JsonNode event : m2.path("events")) {
      if (event.path("type").asText().equals("received")) {
        assertThat(labels)
            .anyMatch(
                label ->
                    label.startsWith("m2, run " + event.path("receiveCount") + ": failed")
                        && label.contains("request " + event.path("requestId").asText()));
      }
    }
    assertThat(page.attributes(".mark.ghost.error", "aria-label"))
        .hasSize(4)
        .contains("B async-retries-apply expects of m2: error 3 of 4 by +60.0 s since sent");
  }

  @Test
  void a_run_of_which_nothing_tells_how_it_ended_has_a_sign_of_its_own() throws IOException {
    Path file = folder.resolve("report-ends-unknown.html");
    Files.writeString(file, HtmlReport.of(Reports.endsUnknown(), () -> List.of(), List.of()));
    open(file);
    assertThat(page.attributes("#view .mark.run", "aria-label"))
        .extracting(label -> label.substring(0, label.indexOf(", at")))
        .containsExactly(
            "m1, run 1: succeeded, and nothing says how its batch ended",
            "m2, run 1: ended; nothing says how",
            "m2, run 2: ended; nothing says how");
    assertThat(
            page.evaluate(
                "[...document.querySelectorAll('#view .bar.ended .glyph')].map((one) => one.textContent).join(' ')"))
        .isEqualTo(TextNode.valueOf("? ? ?"));
    assertThat(page.texts("#legend li"))
        .contains("?\nrun ended; nothing says how")
        .noneMatch(words -> words.contains("failed") || words.contains("without an outcome"));
    page.point("#view .mark.run");
    page.until("document.querySelector('#card').textContent.includes('How it ended')");
    assertThat(page.text("#card")).doesNotContain("Error");
  }

  @Test
  void pointing_at_a_run_tells_its_request_id_count_and_log_lines() {
    open(article);
    JsonNode received = articleResults.at("/messages/1/events/1");
    page.point(".mark[aria-label^='m2, run 1']");
    page.until("document.querySelector('#card pre') !== null");
    assertThat(page.text("#card"))
        .startsWith("✕\nm2, run 1: failed")
        .contains("Request id", received.path("requestId").asText(), "Receive count")
        .contains("START RequestId: " + received.path("requestId").asText());
    page.pointAway();
    page.until("document.querySelector('#card').hidden");
  }

  @Test
  void the_keyboard_walks_from_mark_to_mark_and_opens_what_it_is_about() {
    open(article);
    page.evaluate("document.querySelector('#fold').focus()");
    page.press("Tab");
    assertThat(focused()).startsWith("m1 sent");
    assertThat(page.text("#card h4")).isEqualTo("m1: sent");
    page.press("ArrowRight");
    page.press("ArrowDown");
    page.press("End");
    assertThat(focused()).contains("error 4 of 4 by +90.0 s");
    page.press("ArrowUp");
    page.press("Home");
    page.press("ArrowDown");
    page.press("Enter");
    assertThat(page.evaluate("document.activeElement.id").asText()).isEqualTo("card");
    assertThat(page.text("#card h4")).isEqualTo("m2: sent");
    page.press("Escape");
    assertThat(page.evaluate("document.querySelector('#card').hidden").asBoolean()).isTrue();
    assertThat(focused()).startsWith("m2 sent");
  }

  private String focused() {
    return page.evaluate("document.activeElement.getAttribute('aria-label')").asText();
  }

  @Test
  void filters_by_user_group_and_fate() {
    open(article);
    assertThat(lanes()).containsExactly("m1", "m2");
    fill("user", "2");
    assertThat(lanes()).containsExactly("m2");
    assertThat(page.text("#shown")).isEqualTo("1 of 2 messages");
    page.click("#filters button");
    page.until("document.querySelectorAll('.lane').length === 2");
    fill("group", "1");
    assertThat(lanes()).containsExactly("m1");
    page.click("#filters button");
    page.until("document.querySelectorAll('.lane').length === 2");
    page.evaluate(
        "(() => { const fate = document.querySelector('[name=fate]'); fate.value = 'dead-lettered';"
            + " fate.dispatchEvent(new Event('input', {bubbles: true})); })()");
    assertThat(lanes()).containsExactly("m2");
    fill("text", "no such thing");
    assertThat(page.text("#view")).contains("No message is like that.");
  }

  private List<String> lanes() {
    return page.texts("#view .lane .label b");
  }

  private void fill(String field, String text) {
    page.click("#filters [name=%s]".formatted(field));
    page.type(text);
  }

  @Test
  void folding_takes_the_idle_time_out_and_says_how_much() {
    open(article);
    assertThat(page.attributes("#fold", "aria-pressed")).containsExactly("false");
    double before = width(".lane:nth-child(2) .hidden");
    page.click("#fold");
    assertThat(page.attributes("#fold", "aria-pressed")).containsExactly("true");
    assertThat(page.evaluate("document.querySelectorAll('.axis .fold').length").asInt())
        .isEqualTo(3);
    assertThat(page.evaluate("document.querySelector('.axis .fold').textContent").asText())
        .isEqualTo("29 s");
    page.click("#fold");
    assertThat(width(".lane:nth-child(2) .hidden")).isEqualTo(before);
    assertThat(page.attributes(".axis .fold", "class")).isEmpty();
  }

  private double width(String selector) {
    return page.evaluate(
            "document.querySelector('%s').getBoundingClientRect().width".formatted(selector))
        .asDouble();
  }

  @Test
  void the_log_lines_are_all_there_and_can_be_searched() throws IOException {
    open(article);
    page.click("#log-filter button");
    page.until("document.querySelector('#log-lines tr') !== null");
    List<String> raw =
        Files.readAllLines(article.resolveSibling("raw-logs.ndjson"), StandardCharsets.UTF_8);
    assertThat(page.texts("#log-lines tbody tr")).hasSameSizeAs(raw);
    page.click("#log-filter input");
    page.type("REPORT");
    page.press("Enter");
    long reports = raw.stream().filter(line -> line.contains("\"REPORT RequestId")).count();
    page.until("document.querySelectorAll('#log-lines tbody tr').length === " + reports);
  }

  @Test
  void what_the_harness_did_itself_is_told_and_drawn() throws IOException {
    Path peek = stored("peek");
    JsonNode steps = JSON.readTree(peek.resolveSibling("results.json").toFile()).path("steps");
    open(peek);
    assertThat(page.texts("#steps ~ .scroll .step b"))
        .isEqualTo(
            StreamSupport.stream(steps.spliterator(), false)
                .map(one -> one.path("number") + ". " + one.path("what").asText())
                .toList());
    assertThat(page.attributes("#view .mark.step", "aria-label")).hasSameSizeAs(steps);
    page.point("#view .mark.step");
    assertThat(page.text("#card")).contains("Step 1: receive from the source queue", "messages");
    assertThat(page.attributes("#view .mark.run", "aria-label"))
        .isNotEmpty()
        .allMatch(label -> label.contains("received by the harness"));
    page.evaluate(resource("/axe.min.js") + "; 1");
    assertThat(violations()).isEmpty();
  }

  @Test
  void tells_verdict_and_tables_without_scripts_too() {
    page = chromium.newPage();
    page.scripts(false);
    page.open(article);
    assertThat(page.text("#verdict")).contains("MATCH");
    assertThat(page.texts(".expected tbody")).hasSize(2);
    assertThat(page.text("main")).contains("The picture needs JavaScript");
    for (String needsScripts : List.of("#filters", "#controls", "#view", "#log-filter", "#card")) {
      assertThat(
              page.evaluate(
                  "document.querySelector('%s').checkVisibility()".formatted(needsScripts)))
          .as(needsScripts)
          .isEqualTo(BooleanNode.FALSE);
    }
  }

  @Test
  void five_thousand_messages_open_fast_and_lead_to_each() {
    open(many);
    double opened =
        page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd").asDouble();
    assertThat(opened).isBetween(1.0, (double) LONGEST_OPENING_MILLIS);
    assertThat(page.texts("#view .lane button"))
        .containsExactly("4,992 messages", "7 messages", "1 message");
    page.click("#view .lane:nth-child(2) button");
    assertThat(lanes()).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7");
    page.click("#shown button");
    page.click("#view .lane:nth-child(1) button");
    assertThat(lanes()).hasSize(60).startsWith("m8");
    page.click("#view .more button");
    assertThat(lanes()).hasSize(120);
    fill("text", "m4000");
    assertThat(lanes()).containsExactly("m4000");
  }

  @Test
  void many_messages_are_curves_and_classes_whose_examples_lead_to_the_picture() {
    open(many);
    assertThat(page.texts("#series-view .label b"))
        .containsExactly(
            "visible",
            "in flight",
            "in the dead-letter queue",
            "age of the oldest message",
            "receives",
            "runs, by how they ended");
    assertThat(page.texts("#series-view .label .key"))
        .containsExactly("4,994 succeeded", "14 failed");
    page.point("#series-view .lane:nth-child(3) svg");
    assertThat(page.text("#series-reading")).startsWith("At +").contains("0 visible, 7 in flight");
    assertThat(page.texts(".bars .number")).containsExactly("4,992", "8");
    assertThat(page.texts(".classes .example"))
        .containsExactly("m1", "m2", "m3", "m8", "m9", "m10", "m4000");
    page.click(".classes li:nth-child(1) .example");
    page.until("document.querySelectorAll('#view .label b').length === 1");
    assertThat(lanes()).containsExactly("m1");
  }

  @Test
  void curves_and_classes_are_for_everybody_on_a_phone_too() throws IOException {
    open(many);
    page.evaluate(resource("/axe.min.js") + "; 1");
    page.prefersDark(true);
    page.resize(390, 844);
    page.until("document.querySelector('#series-view .axis svg').clientWidth < 390");
    assertThat(violations()).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out")
        .isLessThanOrEqualTo(390);
  }

  @Test
  void nothing_of_it_is_hard_to_reach_for_anybody() throws IOException {
    open(article);
    page.click("#log-filter button");
    page.until("document.querySelector('#log-shown').textContent !== ''");
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    page.evaluate(resource("/axe.min.js") + "; 1");
    assertThat(violations()).as("light").isEmpty();
    page.prefersDark(true);
    page.resize(390, 844);
    page.until("document.querySelector('.axis svg').clientWidth < 390");
    assertThat(violations()).as("dark, on a phone").isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out")
        .isLessThanOrEqualTo(390);
  }

  @Test
  void two_runs_stand_side_by_side_with_what_differs_first() throws IOException {
    HtmlComparison.Run one = side(Reports.article());
    HtmlComparison.Run other = side(Reports.poisonedBatch());
    RunDifferences differences = RunDifferences.between(one.report(), other.report());
    Path file = folder.resolve("report-compared.html");
    Files.writeString(file, HtmlComparison.of(one, other, differences));
    open(file);
    assertThat(page.text("h1")).isEqualTo("The runs differ in what became of the messages");
    assertThat(page.texts("#messages ~ .scroll tbody tr"))
        .startsWith("m1 receives\t1\t2")
        .hasSameSizeAs(differences.messages());
    assertThat(page.texts("#view h3")).containsExactly("m1 differs", "m2 the same became of it");
    assertThat(page.texts(".lane .fate"))
        .containsExactly("forwarded", "dead-lettered", "dead-lettered", "dead-lettered");
    page.click("#only");
    assertThat(page.texts("#view h3")).containsExactly("m1 differs");
    page.evaluate(resource("/axe.min.js") + "; 1");
    assertThat(violations()).isEmpty();
  }

  private static HtmlComparison.Run side(RunReport report) {
    return new HtmlComparison.Run(report, () -> List.of());
  }

  @Test
  void the_page_over_all_runs_leads_to_the_page_of_one() throws IOException {
    Path index = folder.resolve("report-index.html");
    RunSummary run = RunSummary.of(RunDirectory.open(article.getParent()));
    Files.writeString(index, HtmlIndex.of(folder, List.of(run)));
    open(index);
    page.evaluate(resource("/axe.min.js") + "; 1");
    assertThat(violations()).isEmpty();
    page.click(".runs a");
    page.until("document.querySelector('#verdict') !== null");
    assertThat(page.text("h1")).isEqualTo(articleResults.path("title").asText());
  }

  @Test
  void nor_is_anything_of_five_thousand_messages() throws IOException {
    open(many);
    page.evaluate(resource("/axe.min.js") + "; 1");
    assertThat(violations()).isEmpty();
  }

  /** What axe finds of the two highest impacts. */
  private List<String> violations() {
    JsonNode found =
        page.evaluate(
            "axe.run({resultTypes: ['violations']}).then(({violations}) => violations"
                + ".filter(({impact}) => impact === 'serious' || impact === 'critical')"
                + ".map(({id, help, nodes}) => `${id}: ${help}: ${nodes.slice(0, 3)"
                + ".map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')}`))");
    return Stream.iterate(0, i -> i < found.size(), i -> i + 1)
        .map(i -> found.path(i).asText())
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPageIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
