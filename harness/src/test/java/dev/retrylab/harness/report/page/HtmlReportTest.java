package dev.retrylab.harness.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.timeline.FunctionRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a run as text; how it looks and behaves in a browser is another test. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"'";

  private static final RunReport MANY = Reports.many();

  static Stream<RunReport> reports() {
    return Stream.of(
        Reports.article(),
        Reports.poisonedBatch(),
        Reports.cutShort(),
        Reports.allHypotheses(),
        MANY);
  }

  private static String page(RunReport report, LogLine... lines) {
    return HtmlReport.of(report, () -> List.of(lines), List.of(new Fact("Run", HOSTILE)));
  }

  private static LogLine line(String stream, int millis, String text) {
    Instant at = Instant.parse("2026-11-21T21:24:04Z").plusMillis(millis);
    return new LogLine(
        FunctionRole.CONSUMER, "/group", stream, "event-" + millis, at, at.plusMillis(7), at, text);
  }

  /** What stands in an element of this id. */
  private static String content(String page, String id) {
    Matcher element = Pattern.compile("id=\"" + id + "\">([^<]*)<").matcher(page);
    assertThat(element.find()).as("element " + id).isTrue();
    return element.group(1);
  }

  private static String owner(JsonNode requests, int number) {
    return number == StringTable.NONE ? "nobody" : requests.path(number).asText();
  }

  private static JsonNode log(String page) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(content(page, "log-data"));
    return JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void names_nothing_that_would_have_to_be_fetched(RunReport report) {
    assertThat(page(report))
        .doesNotContainPattern("(?:src|href)=\"(?!#|data:,\")")
        .doesNotContain("@import", "url(http")
        .contains("default-src 'none'");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void its_policy_allows_exactly_its_own_style_and_script(RunReport report) throws Exception {
    String page = page(report);
    for (String element : List.of("style", "script")) {
      Matcher text =
          Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(element), Pattern.DOTALL).matcher(page);
      assertThat(text.find()).isTrue();
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(page)
          .contains(element + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      assertThat(text.find()).as("a second " + element).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void holds_every_message_with_its_numbers_and_events(RunReport report) throws IOException {
    JsonNode data = JSON.readTree(content(page(report), "run-data"));
    JsonNode results = JSON.readTree(RunJson.of(report).toString());
    List<List<Object>> shown = new ArrayList<>();
    for (JsonNode row : data.path("messages")) {
      List<Object> events = new ArrayList<>();
      for (JsonNode event : row.path(11)) {
        events.add(data.path("words").path(event.path(0).asInt()).asText());
        events.add(event.path(2).asText());
        events.add(owner(data.path("requests"), event.path(3).asInt()));
      }
      shown.add(
          List.of(
              row.path(0).asText(),
              row.path(4).asInt(),
              row.path(5).asInt(),
              row.path(6).asInt(),
              data.path("words").path(row.path(7).asInt()).asText(),
              events));
    }
    List<List<Object>> real = new ArrayList<>();
    for (JsonNode message : results.path("messages")) {
      List<Object> events = new ArrayList<>();
      for (JsonNode event : message.path("events")) {
        events.add(event.path("type").asText());
        events.add(event.path("receiveCount").asText());
        events.add(event.path("requestId").isNull() ? "nobody" : event.path("requestId").asText());
      }
      real.add(
          List.of(
              message.path("key").asText(),
              message.path("receives").asInt(),
              message.path("functionErrors").asInt(),
              message.path("unprocessed").asInt(),
              message.path("fate").asText(),
              events));
    }
    assertThat(shown).isEqualTo(real);
  }

  @Test
  void text_of_users_never_becomes_markup() throws IOException {
    String page = page(Reports.article(), line("s", 0, HOSTILE));
    assertThat(page)
        .doesNotContain("alert(1)</script>")
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    assertThat(log(page).path(0).path(5).asText()).isEqualTo(HOSTILE);
  }

  @Test
  void JSON_in_it_can_neither_end_its_element_nor_begin_a_comment() throws IOException {
    JsonNode hostile = JSON.createObjectNode().put(HOSTILE, HOSTILE);
    String embedded = EmbeddedJson.of(hostile);
    assertThat(embedded).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(JSON.readTree(embedded)).isEqualTo(hostile);
  }

  @Test
  void a_line_without_a_request_id_belongs_to_the_invocation_before_it_in_its_stream()
      throws IOException {
    String page =
        page(
            Reports.article(),
            line("a", 1, "START RequestId: r1 Version: $LATEST"),
            line("b", 2, "START RequestId: r9 Version: $LATEST"),
            line("a", 3, "java.lang.IllegalStateException\n\tat Somewhere"),
            line("c", 4, "INIT_START"),
            line("b", 5, "{\"retryLab\":1,\"requestId\":\"r9\"}"));
    JsonNode requests = JSON.readTree(content(page, "run-data")).path("requests");
    List<String> owners = new ArrayList<>();
    for (JsonNode row : log(page)) {
      owners.add(owner(requests, row.path(3).asInt()));
    }
    assertThat(owners).containsExactly("r1", "r9", "r1", "nobody", "r9");
  }

  @Test
  void many_messages_share_a_block_of_the_table_where_all_is_the_same() {
    assertThat(page(MANY))
        .contains("<b>4,992 messages</b> <small>m8 and 4,991 more</small>")
        .contains("<b>7 messages</b> <small>m1 and 6 more</small>")
        .contains("<b>1 message</b> <small>m4000</small>")
        .doesNotContain("The same as tables");
  }

  @Test
  void five_thousand_messages_stay_below_five_megabytes() {
    RunReport report = MANY;
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 25_000; i++) {
      lines.add(line("stream" + i % 10, i, "{\"requestId\":\"r" + i * 7919L + "\"}".repeat(8)));
    }
    assertThat(page(report, lines.toArray(LogLine[]::new)).length()).isLessThan(5_000_000);
  }
}
