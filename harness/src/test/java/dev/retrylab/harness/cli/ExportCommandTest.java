package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.store.RunArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export} says, and what it writes where. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportCommandTest {
  private static final Path STORED = Path.of("src/test/resources/stored/article");

  @TempDir private Path folder;
  private Path run;
  private Path zip;

  @BeforeEach
  void store() throws IOException {
    run = Files.createDirectories(folder.resolve("runs/article/20261122T000000.000Z"));
    zip = folder.resolve("run.zip");
    try (Stream<Path> files = Files.list(STORED)) {
      for (Path file : files.toList()) {
        Files.copy(file, run.resolve(file.getFileName()));
      }
    }
  }

  private String runs() {
    return "--runs=" + folder.resolve("runs");
  }

  private Said export(String reference) {
    return Said.by("export", reference, "--output=" + zip, runs());
  }

  private void judge() {
    assertThat(Said.by("judge", run.toString(), runs()).exitCode()).isEqualTo(ExitCode.MATCH);
  }

  @Test
  void it_says_what_it_wrote_and_what_the_verdict_is() throws IOException {
    judge();
    assertThat(export("-1"))
        .isEqualTo(
            new Said(
                ExitCode.MATCH,
                """
                Wrote %s, %d kB: MATCH, judged anew.
                Look into it before you give it away; SECURITY.md says what is left in it.
                """
                    .formatted(zip, (Files.size(zip) + 999) / 1000),
                ""));
    assertThat(RunArchive.isOne(zip)).isTrue();
  }

  @Test
  void a_verdict_that_another_version_gave_is_told() throws IOException {
    Files.writeString(run.resolve("results.json"), "{\"verdict\":\"DIVERGED\"}");
    assertThat(export("latest").out())
        .contains(
            ": MATCH, judged anew.\nThe run's results.json says DIVERGED, as it was judged then.\n");
  }

  @Test
  void a_run_that_has_not_ended_is_refused_with_what_to_do() {
    assertThat(export(run.toString()))
        .isEqualTo(
            Said.refusal(
                "The run %1$s has not ended: it holds no results.json. Go on with it: retry-lab collect %1$s"
                    .formatted(run)));
    assertThat(zip).doesNotExist();
  }

  @Test
  void a_run_that_is_not_there_is_refused() {
    assertThat(export("nowhere"))
        .isEqualTo(
            Said.refusal(
                "nowhere is no run: it holds no run.json. List the runs: retry-lab list runs."));
  }

  @Test
  void a_damaged_run_is_refused_in_a_sentence() throws IOException {
    judge();
    Files.writeString(
        run.resolve("sent.ndjson"), "{\"state\":\"sent\",\"key\":\"m1\",\"at\":\"x\"}");
    assertThat(export(run.toString()))
        .isEqualTo(
            Said.refusal(
                "%s cannot be used: line 1 is damaged, or of another version of this program: \"x\" is no time."
                    .formatted(run.resolve("sent.ndjson"))));
    assertThat(zip).doesNotExist();
  }

  @Test
  void keys_that_no_scenario_has_are_not_given_away() throws IOException {
    judge();
    Path record = run.resolve("run.json");
    Files.writeString(
        record,
        Files.readString(record).replace("\"delay\" :", "\"password\" : \"x\", \"delay\" :"));
    assertThat(export(run.toString()).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(zip).doesNotExist();
  }

  @Test
  void a_zip_of_a_run_is_replaced_and_no_other_file() throws IOException {
    judge();
    export("latest");
    byte[] first = Files.readAllBytes(zip);
    assertThat(export("latest").exitCode()).isEqualTo(ExitCode.MATCH);
    assertThat(zip).hasBinaryContent(first);
    Files.writeString(zip, "a letter");
    assertThat(export("latest"))
        .isEqualTo(
            Said.refusal(
                zip + " is there already, and no zip of a run. Give another with --output."));
    assertThat(zip).content().isEqualTo("a letter");
  }

  @Test
  void a_folder_in_place_of_a_file_is_refused() throws IOException {
    judge();
    Files.createDirectory(zip);
    assertThat(export("latest"))
        .isEqualTo(Said.refusal("--output names " + zip + ", which is a folder."));
  }

  @Test
  void where_nothing_can_be_written_it_says_so() throws IOException {
    judge();
    Path file = Files.createFile(folder.resolve("file"));
    zip = file.resolve("run.zip");
    Said said = export("latest");
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).startsWith("--output names " + zip + ", whose folder cannot be made: ");
  }

  @Test
  void an_option_that_it_does_not_have_is_no_run() {
    assertThat(Said.by("export", "--outptu=x").err()).contains("Unknown option: '--outptu=x'");
  }
}
