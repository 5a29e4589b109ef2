package dev.retrylab.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T21:24:04.007Z");
  private static final String NAME = "20261121T212404.007Z";

  @TempDir private Path folder;

  private Path runs() {
    return folder.resolve("runs");
  }

  private RunDirectory create() {
    return RunDirectory.create(runs(), "article", NOW);
  }

  private static ObjectNode json(int value) {
    return JsonNodeFactory.instance.objectNode().put("value", value);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_run_is_named_after_its_scenario_and_its_time_in_utc() {
    assertThat(create().path()).isEqualTo(runs().resolve("article").resolve(NAME)).isDirectory();
  }

  @Test
  void runs_of_the_same_millisecond_have_folders_of_their_own() throws IOException {
    Stream.generate(this::create).limit(3).forEach(run -> assertThat(run.path()).isDirectory());
    assertThat(names(runs().resolve("article"))).containsExactly(NAME, NAME + "-2", NAME + "-3");
  }

  @Test
  void latest_is_a_relative_link_to_the_newest_run() throws IOException {
    create();
    RunDirectory newest = create();
    Path latest = runs().resolve("latest");
    assertThat(Files.readSymbolicLink(latest)).isEqualTo(Path.of("article", NAME + "-2"));
    assertThat(latest.toRealPath()).isEqualTo(newest.path().toRealPath());
    assertThat(names(runs())).containsExactly("article", "latest");
  }

  @Test
  void a_folder_named_latest_is_left_alone_and_stops_nothing() throws IOException {
    Logger log = Logger.getLogger(LatestLink.class.getName());
    log.setLevel(Level.OFF);
    Files.createDirectories(runs().resolve("latest").resolve("mine"));
    RunDirectory run = create();
    log.setLevel(null);
    assertThat(run.path()).isDirectory();
    assertThat(names(runs())).containsExactly("article", "latest");
    assertThat(runs().resolve("latest").resolve("mine")).isDirectory();
  }

  @Test
  void lines_are_appended_one_for_each_call() throws IOException {
    RunDirectory run = create();
    run.append(RunFile.SENT, json(1));
    run.append(RunFile.SENT, json(2));
    assertThat(Files.readString(run.file(RunFile.SENT)))
        .isEqualTo("{\"value\":1}\n{\"value\":2}\n");
  }

  @Test
  void half_a_character_is_kept_as_JSON_says_it() throws IOException {
    RunDirectory run = create();
    ObjectNode line = json(1).put("text", "half \ud83d of one");
    run.append(RunFile.RAW_LOGS, line);
    run.writeLines(RunFile.HISTORY, Stream.of(line));
    run.write(RunFile.RESULTS, line);
    assertThat(run.readLines(RunFile.RAW_LOGS, JsonNode.class)).containsExactly(line);
    assertThat(run.readLines(RunFile.HISTORY, JsonNode.class)).containsExactly(line);
    assertThat(run.read(RunFile.RESULTS)).isEqualTo(line);
  }

  @Test
  void a_whole_file_replaces_the_old_one_and_leaves_no_part() throws IOException {
    RunDirectory run = create();
    run.write(RunFile.RESULTS, json(1));
    run.write(RunFile.RESULTS, json(2));
    assertThat(Files.readString(run.file(RunFile.RESULTS))).isEqualTo("{\n  \"value\" : 2\n}\n");
    assertThat(names(run.path())).containsExactly("results.json");
  }

  @Test
  void who_reads_the_old_file_while_a_new_one_is_written_sees_the_old_one() throws IOException {
    RunDirectory run = create();
    run.write(RunFile.RESULTS, json(1));
    Path opened = Files.createLink(folder.resolve("opened"), run.file(RunFile.RESULTS));
    run.write(RunFile.RESULTS, json(2));
    assertThat(Files.readString(opened)).isEqualTo("{\n  \"value\" : 1\n}\n");
  }

  @Test
  void a_file_of_lines_is_written_whole_as_well() throws IOException {
    RunDirectory run = create();
    run.writeLines(RunFile.HISTORY, Stream.of(json(1), json(2)));
    run.writeLines(RunFile.HISTORY, Stream.of(json(3)));
    assertThat(Files.readString(run.file(RunFile.HISTORY))).isEqualTo("{\"value\":3}\n");
    assertThat(names(run.path())).containsExactly("history.ndjson");
  }

  @Test
  void a_place_that_cannot_be_written_is_named_with_what_to_do() throws IOException {
    Files.writeString(runs(), "a file, no folder");
    assertThatThrownBy(this::create)
        .isInstanceOf(RunDirectoryUnwritable.class)
        .hasMessage(
            "Cannot write the run directory %s: Not a directory. Give another with --runs."
                .formatted(runs()));
  }

  @Test
  void a_file_in_the_way_of_a_scenarios_folder_is_named() throws IOException {
    Files.createDirectories(runs());
    Files.writeString(runs().resolve("article"), "a file, no folder");
    assertThatThrownBy(this::create)
        .isInstanceOf(RunDirectoryUnwritable.class)
        .hasMessage(
            "Cannot write the run directory %s: %s is in the way. Give another with --runs."
                .formatted(runs(), runs().resolve("article")));
  }

  @Test
  void a_run_directory_that_vanished_is_named_and_not_made_anew() throws IOException {
    RunDirectory run = create();
    Files.delete(run.path());
    assertThatThrownBy(() -> run.append(RunFile.SENT, json(1)))
        .isInstanceOf(RunDirectoryUnwritable.class)
        .hasMessage(
            "Cannot write the run directory %s: %s does not exist. Give another with --runs."
                .formatted(run.path(), run.file(RunFile.SENT)));
  }
}
