package dev.retrylab.harness.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a run that is given away, and what is not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GivenAwayTest {
  @TempDir private Path folder;

  private Path zip() {
    return folder.resolve("run.zip");
  }

  private Path run() throws IOException {
    return Files.createDirectory(folder.resolve("run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"article", "peek"})
  void nothing_of_the_users_is_left_in_it(String name) throws IOException {
    RunDirectory planted = PlantedRun.of(name, run());
    assertPlanted(planted);
    new RunExport(planted).write(zip());
    Map<String, String> texts = Zips.read(zip());
    texts.forEach(Secrets::assertNoneIn);
    Secrets.assertNoneIn("the names of the files", texts.keySet().toString());
    assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(expectedFiles(planted));
    assertThat(texts.values())
        .allSatisfy(text -> assertThat(text).doesNotContain(folder.toString()));
  }

  /** The test would say nothing of a file without secrets. */
  private static void assertPlanted(RunDirectory planted) throws IOException {
    for (RunFile file : RunFile.values()) {
      if (planted.has(file)) {
        assertThat(Files.readString(planted.file(file)).replace("\\\\", "\\"))
            .as(file.fileName())
            .contains(Secrets.ALL);
      }
    }
  }

  private static List<String> expectedFiles(RunDirectory planted) {
    List<String> files = new ArrayList<>();
    for (RunFile file : RunFile.values()) {
      boolean kept =
          switch (file) {
            case CALLS, HISTORY, REPORT, LOG -> false;
            default -> true;
          };
      if (kept && planted.has(file)) {
        files.add(file.fileName());
      }
    }
    return files;
  }

  @Test
  void what_it_is_about_is_left_in_it() throws IOException {
    new RunExport(PlantedRun.copy("article", run())).write(zip());
    Map<String, String> texts = Zips.read(zip());
    assertThat(PlantedRun.json(texts.get("results.json")).path("verdict").asText())
        .isEqualTo("MATCH");
    assertThat(texts.get("raw-logs.ndjson"))
        .contains(
            "java.lang.IllegalStateException: user_id 2 always fails (message m2, receive 2)");
    assertThat(PlantedRun.json(texts.get("run.json")).path("title").asText())
        .isEqualTo("FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1");
  }

  @Test
  void the_same_text_gets_the_same_replacement_in_all_files() throws IOException {
    new RunExport(PlantedRun.of("article", run())).write(zip());
    Map<String, String> texts = Zips.read(zip());
    assertThat(PlantedRun.json(texts.get("run.json")).path("messages").path(0).toString())
        .isEqualTo(
            "{\"key\":\"key-1\",\"userId\":\"user-1\",\"group\":\"group-1\",\"sendAfter\":\"0s\",\"behaviour\":\"forward\"}");
    assertThat(texts.get("sent.ndjson"))
        .contains("\"key\":\"key-1\"", "\"userId\":\"user-1\"", "\"group\":\"group-1\"");
    assertThat(texts.get("raw-logs.ndjson"))
        .contains("\\\"key\\\":\\\"key-1\\\",\\\"userId\\\":\\\"user-1\\\"");
    String sentId = PlantedRun.json(texts.get("results.json")).at("/messages/0/messageId").asText();
    assertThat(texts.get("sent.ndjson")).contains(sentId);
    assertThat(texts.get("raw-logs.ndjson")).contains(sentId);
  }

  @Test
  void two_zips_of_a_run_are_the_same_bytes() throws IOException {
    RunDirectory run = PlantedRun.of("article", run());
    new RunExport(run).write(zip());
    byte[] first = Files.readAllBytes(zip());
    new RunExport(run).write(zip());
    assertThat(Files.readAllBytes(zip())).isEqualTo(first);
  }
}
