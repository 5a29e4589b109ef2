package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
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

/** Commands on runs of which the newest is damaged. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedRunTest {
  private static final Path STORED = Path.of("src/test/resources/stored/article");

  @TempDir private Path runs;

  @BeforeEach
  void three() throws IOException {
    for (int day = 1; day <= 3; day++) {
      Files.createDirectories(run(day));
      try (Stream<Path> files = Files.list(STORED)) {
        for (Path file : files.toList()) {
          Files.copy(file, run(day).resolve(file.getFileName()));
        }
      }
    }
    Files.writeString(run(3).resolve("run.json"), "{ \"scenario\" : \"arti");
  }

  private Path run(int day) {
    return runs.resolve("article").resolve("2026010" + day + "T000000.000Z");
  }

  private Said by(String... command) {
    return Said.by(
        Stream.concat(Stream.of(command), Stream.of("--runs=" + runs)).toArray(String[]::new));
  }

  @Test
  void the_list_names_it_with_what_is_wrong_and_all_others() {
    Said said = by("list", "runs");
    assertThat(said).isEqualTo(new Said(ExitCode.MATCH, said.out(), ""));
    List<String> lines = said.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("-1   unreadable            " + run(3));
    assertThat(lines.get(1))
        .startsWith("     Cannot read " + run(3).resolve("run.json") + ": Unexpected end-of-input");
    assertThat(lines.get(2)).isEqualTo("-2   unfinished   local    " + run(2));
    assertThat(lines.get(3)).isEqualTo("-3   unfinished   local    " + run(1));
  }

  @Test
  void the_others_are_judged_and_compared() throws IOException {
    assertThat(by("judge", "-2", "--json").err()).isEmpty();
    assertThat(by("compare", "-2", "-3").exitCode()).isEqualTo(ExitCode.MATCH);
    assertThat(runs.resolve("index.html"))
        .content()
        .contains("3 in this folder", "<b>unreadable</b>", "Cannot read ", "<b>MATCH</b>");
  }

  @Test
  void whoever_asks_for_it_is_told_in_one_sentence() {
    Said said = by("judge", "-1");
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(said.err()).startsWith("Cannot read " + run(3).resolve("run.json"));
  }
}
