package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An error text that holds half a character, as a function has that cuts a text after so many
 * chars: JSON can say it, UTF-8 cannot.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HalfCharacterTest {
  private static final Path STORED = Path.of("src/test/resources/stored/article");
  private static final String HALF = "cut here \ud83d";

  @TempDir private Path folder;
  private Path runs;
  private Path run;

  @BeforeEach
  void store() throws IOException {
    runs = folder.resolve("runs");
    run = Files.createDirectories(runs.resolve("article/run"));
    try (Stream<Path> files = Files.list(STORED)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            run.resolve(file.getFileName()), text.replace("always fails", "cut here \\\\ud83d"));
      }
    }
  }

  @Test
  void is_kept_in_the_results() throws IOException {
    assertThat(Said.by("judge", run.toString(), "--runs=" + runs).err()).isEmpty();
    JsonNode results = new ObjectMapper().readTree(run.resolve("results.json").toFile());
    assertThat(results.findValuesAsText("detail")).anyMatch(detail -> detail.contains(HALF));
  }

  @Test
  void stops_no_report() throws IOException {
    Path junit = folder.resolve("junit.xml");
    Path markdown = folder.resolve("report.md");
    Path html = folder.resolve("compare.html");
    List<Said> said =
        List.of(
            Said.by("report", run.toString(), "--runs=" + runs, "--junit-xml=" + junit),
            Said.by("report", run.toString(), "--runs=" + runs, "--markdown=" + markdown),
            Said.by("report", run.toString(), "--runs=" + runs, "--json"),
            Said.by("compare", run.toString(), run.toString(), "--runs=" + runs, "--html=" + html));
    assertThat(said).extracting(Said::err).containsOnly("");
    assertThat(said).extracting(Said::exitCode).containsOnly(0);
    assertThat(List.of(junit, markdown, html)).allMatch(Files::isRegularFile);
    assertThat(Files.readString(html)).contains("cut here ?");
  }
}
