package dev.retrylab.harness.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a terminal shows, whole, against files in {@code golden/}. Nothing writes those files but
 * people: after a change that is meant, look at what is in {@code target/golden} and copy it.
 */
class GoldenReportsTest {
  private static final Path WRITTEN = Path.of("target", "golden");

  private static final Map<String, RunReport> REPORTS =
      Map.of(
          "article", Reports.article(),
          "poisoned-batch", Reports.poisonedBatch(),
          "cut-short", Reports.cutShort(),
          "all-hypotheses", Reports.allHypotheses(),
          "many", Reports.many());

  private static final Map<String, TerminalStyle> LOOKS =
      Map.of(
          "80", new TerminalStyle(80, false, true),
          "120", new TerminalStyle(120, false, true),
          "80-ascii", new TerminalStyle(80, false, false),
          "120-ascii", new TerminalStyle(120, false, false),
          "80-colour", new TerminalStyle(80, true, true));

  static Stream<Arguments> all() {
    return REPORTS.keySet().stream()
        .sorted()
        .flatMap(
            report -> LOOKS.keySet().stream().sorted().map(look -> Arguments.of(report, look)));
  }

  @Test
  @DisplayName("Its numbers are written the same in every country")
  void locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(TerminalReport.render(REPORTS.get("many"), LOOKS.get("80")))
          .contains(" 4,992\n")
          .doesNotContain("4.992");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("all")
  @DisplayName("A report looks as its file says")
  void golden(String report, String look) throws IOException {
    String name = report + "-" + look + ".txt";
    String text = TerminalReport.render(REPORTS.get(report), LOOKS.get(look));
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve(name), text, StandardCharsets.UTF_8);
    try (InputStream golden = getClass().getResourceAsStream("/golden/" + name)) {
      assertThat(golden).as("golden/" + name).isNotNull();
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("all")
  @DisplayName("No line is wider than the terminal, and ASCII is ASCII")
  void fits(String report, String look) {
    String text = TerminalReport.render(REPORTS.get(report), LOOKS.get(look));
    int width = LOOKS.get(look).width();
    assertThat(text.replaceAll("\u001b\\[[0-9]*m", "").lines())
        .filteredOn(line -> !line.contains(Reports.DIRECTORY))
        .allMatch(line -> line.length() <= width);
    assertThat(LOOKS.get(look).unicode() || text.chars().allMatch(one -> one < 128)).isTrue();
  }
}
