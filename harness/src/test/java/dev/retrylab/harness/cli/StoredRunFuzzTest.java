package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a run that a disk or a hand has damaged: every command reads or refuses them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredRunFuzzTest {
  private static final Path STORED = Path.of("src/test/resources/stored");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COMMANDS = List.of("judge", "report", "collect");

  private static final int IN_VERIFY = 30;

  @TempDir private Path folder;

  @BeforeAll
  static void tellOfMore() {
    Tries.tellOfMore("StoredRunFuzzTest", IN_VERIFY);
  }

  @Test
  void damaged_files_are_judged_or_refused_in_a_sentence() {
    Tries.of(IN_VERIFY, random -> judge(random, StoredRunFuzzTest::damagedBytes));
  }

  @Test
  void files_of_other_fields_and_values_are_judged_or_refused_in_a_sentence() {
    Tries.of(IN_VERIFY, random -> judge(random, StoredRunFuzzTest::damagedTree));
  }

  private interface Damaging {
    byte[] of(Random random, Path file) throws IOException;
  }

  private void judge(Random random, Damaging damaging) throws IOException {
    Path run = folder.resolve("runs/given/run");
    Files.createDirectories(run);
    clear(run);
    List<Path> files = files(STORED.resolve(random.nextBoolean() ? "article" : "peek"));
    Path damaged = files.get(random.nextInt(files.size()));
    for (Path file : files) {
      byte[] bytes = file == damaged ? damaging.of(random, file) : Files.readAllBytes(file);
      Files.write(run.resolve(file.getFileName()), bytes);
    }
    String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
    Path runs = folder.resolve("runs");
    assertPolite(Said.by(command, run.toString(), "--runs=" + runs, "--plain"));
    if (random.nextInt(10) == 0) {
      assertPolite(Said.by("list", "runs", "--runs=" + runs));
      assertPolite(Said.by("compare", run.toString(), run.toString(), "--runs=" + runs));
    }
    assertThat(files(folder.resolve("runs/given"))).containsExactly(run);
  }

  private static void assertPolite(Said said) {
    assertThat(said.exitCode()).as(said.err()).isIn(0, 1, 2, 64);
    assertThat(said.err()).doesNotContain("Exception", "\tat ", "com.fasterxml");
  }

  private static byte[] damagedBytes(Random random, Path file) throws IOException {
    return Damage.bytes(random, Files.readAllBytes(file));
  }

  private static byte[] damagedTree(Random random, Path file) throws IOException {
    if (file.toString().endsWith(".json")) {
      return Damage.document(random, JSON.readTree(file.toFile()));
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    int at = random.nextInt(lines.size());
    JsonNode line = JSON.readTree(lines.get(at));
    lines.set(at, damaged(random, line).toString());
    return String.join("\n", lines).getBytes(UTF_8);
  }

  /** Of a log event most often what the function wrote. */
  private static JsonNode damaged(Random random, JsonNode line) throws IOException {
    String message = line.path("message").asText();
    if (message.startsWith("{") && random.nextInt(3) > 0) {
      return ((ObjectNode) line)
          .put("message", Damage.tree(random, JSON.readTree(message)).toString());
    }
    return Damage.tree(random, line);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }
}
