package dev.retrylab.harness.scenario.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Setting;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SCENARIO-FILE.md")
class ScenarioFileDocumentTest {
  private static final Path FILE = Path.of("SCENARIO-FILE.md");

  /** A row of a table: what stands behind the key. */
  private record Row(String range, String defaultValue, String meaning) {}

  @Test
  @DisplayName(
      "has every setting with its range, default and meaning, in their order, and no other")
  void settings() {
    Map<String, Row> documented = rows("## Settings");
    assertThat(documented.remove("name").range()).isEqualTo("1 to 64 of a-z, 0-9 and hyphen");
    assertThat(documented.keySet()).startsWith("title", "about").endsWith("hypotheses");
    documented.keySet().removeAll(List.of("title", "about", "hypotheses"));
    Map<String, Row> declared = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      declared.put(
          setting.key(), new Row(setting.range(), setting.defaultText(), setting.meaning()));
    }
    assertThat(documented).containsExactlyEntriesOf(declared);
  }

  @Test
  @DisplayName("has every key of a message and every behaviour, and no other")
  void messages() {
    List<String> keys = new ArrayList<>(MessagesReader.MESSAGE);
    keys.add("behaviour");
    keys.addAll(Behaviour.WORDS);
    assertThat(first("## Messages")).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  @DisplayName("gives the ranges with which values are refused")
  void ranges() {
    Map<String, Row> rows = rows("## Settings");
    rows.remove("title");
    rows.remove("hypotheses");
    rows.remove("about");
    rows.forEach(
        (key, row) ->
            assertThat(problems("messages: [ { key: a, userId: \"1\" } ]", key + "=" + wrong(row)))
                .as(key)
                .anyMatch(problem -> problem.endsWith("but must be " + row.range() + ".")));
  }

  @Test
  @DisplayName("gives the ranges of the keys of a message")
  void messageRanges() {
    Map<String, Row> rows = rows("## Messages");
    Map<String, String> wrong =
        Map.of(
            "key", "key: a b, userId: u",
            "userId", "key: a, userId: \"\"",
            "group", "key: a, userId: u, group: a b",
            "sendAfter", "key: a, userId: u, sendAfter: 15d",
            "copies", "key: a, userId: u, copies: 0");
    wrong.forEach(
        (key, message) ->
            assertThat(problems("messages: [ { %s } ]".formatted(message)))
                .as(key)
                .anyMatch(problem -> problem.endsWith("must be " + rows.get(key).range() + ".")));
  }

  @Test
  @DisplayName("has every step, and no other")
  void steps() {
    assertThat(rowsOfThree("## Steps")).containsExactlyElementsOf(StepsReader.VERBS);
  }

  private static List<String> rowsOfThree(String heading) {
    return cells(heading).stream()
        .filter(cells -> cells.length == 3)
        .map(cells -> cells[0])
        .toList();
  }

  @Test
  @DisplayName("shows steps that can be read")
  void exampleOfSteps() {
    assertThat(parsed(yamlAfter("## Steps")).steps())
        .extracting(Step::what)
        .containsExactly(
            "receive from the dead-letter queue",
            "move the dead-letter queue to the source queue, 5 a second");
  }

  private static String yamlAfter(String heading) {
    String text = text().substring(text().indexOf(heading));
    int begin = text.indexOf("```yaml") + "```yaml".length();
    return text.substring(begin, text.indexOf("```", begin));
  }

  @Test
  @DisplayName("shows a scenario that is one")
  void example() {
    String example = yamlAfter("# The scenario file");
    assertThat(Scenarios.parse("example", example.getBytes(UTF_8), List.of()).messages())
        .hasSize(4);
  }

  /** A value of the same kind that no key allows. */
  private static String wrong(Row row) {
    if (row.range().matches("\\d+ to \\d+")) {
      return "-1";
    }
    return row.range().matches("\\d+\\w to .*") ? "15d" : "NONSENSE";
  }

  private static List<String> problems(String yaml, String... overrides) {
    return catchThrowableOfType(
            InvalidScenario.class,
            () -> Scenarios.parse("test", ("name: x\n" + yaml).getBytes(UTF_8), List.of(overrides)))
        .problems();
  }

  private static Scenario parsed(String yaml) {
    return Scenarios.parse("test", ("name: x\n" + yaml).getBytes(UTF_8), List.of());
  }

  /** The rows of the tables under a heading that have four columns, by their key. */
  private static Map<String, Row> rows(String heading) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String[] cells : cells(heading)) {
      if (cells.length == 4) {
        rows.put(cells[0], new Row(cells[1], cells[2], cells[3]));
      }
    }
    return rows;
  }

  private static List<String> first(String heading) {
    return cells(heading).stream().map(cells -> cells[0]).toList();
  }

  private static List<String[]> cells(String heading) {
    String section = text().substring(text().indexOf(heading) + heading.length());
    int next = section.indexOf("\n## ");
    return (next < 0 ? section : section.substring(0, next))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
        .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
        .peek(cells -> cells[0] = cells[0].replace("`", ""))
        .filter(cells -> !cells[1].equals("range"))
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
