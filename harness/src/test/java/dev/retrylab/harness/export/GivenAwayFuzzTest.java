package dev.retrylab.harness.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with torn and odd lines: nothing of the user's is given away, whatever becomes of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GivenAwayFuzzTest {
  private static final int IN_VERIFY = 20;

  @TempDir private Path folder;

  @BeforeAll
  static void tellOfMore() {
    Tries.tellOfMore("GivenAwayFuzzTest", IN_VERIFY);
  }

  @Test
  void files_with_damaged_bytes_give_nothing_away() {
    Tries.of(IN_VERIFY, random -> export(random, GivenAwayFuzzTest::damagedBytes));
  }

  @Test
  void messages_with_a_secret_at_any_place_give_nothing_away() {
    Tries.of(IN_VERIFY, random -> export(random, GivenAwayFuzzTest::secretInMessage));
  }

  private interface Damaging {
    void damage(Random random, RunDirectory run) throws IOException;
  }

  private void export(Random random, Damaging damaging) throws IOException {
    Path zip = folder.resolve("run.zip");
    Files.deleteIfExists(zip);
    Path path = emptied(folder.resolve("run"));
    RunDirectory run = PlantedRun.of(random.nextInt(4) > 0 ? "article" : "peek", path);
    damaging.damage(random, run);
    try {
      new RunExport(run).write(zip);
      Zips.read(zip).forEach(Secrets::assertNoneIn);
    } catch (NoSuchRun | NotExportable | InvalidScenario refused) {
      assertThat(zip).doesNotExist();
    }
  }

  private static Path emptied(Path run) throws IOException {
    Files.createDirectories(run);
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    return run;
  }

  private static void damagedBytes(Random random, RunDirectory run) throws IOException {
    List<RunFile> files = Stream.of(RunFile.values()).filter(run::has).toList();
    Path file = run.file(files.get(random.nextInt(files.size())));
    Files.write(file, Damage.bytes(random, Files.readAllBytes(file)));
  }

  private static void secretInMessage(Random random, RunDirectory run) throws IOException {
    RunFile file = run.has(RunFile.RAW_LOGS) ? RunFile.RAW_LOGS : RunFile.STEPS;
    StringBuilder lines = new StringBuilder();
    for (JsonNode line : run.readLines(file, JsonNode.class)) {
      ObjectNode event = (ObjectNode) line;
      String message = event.path("message").asText();
      if (random.nextInt(4) == 0) {
        int at = random.nextInt(message.length() + 1);
        String secret = Secrets.ALL.get(random.nextInt(Secrets.ALL.size()));
        event.put("message", message.substring(0, at) + secret + message.substring(at));
      }
      lines.append(event).append('\n');
    }
    Files.write(run.file(file), lines.toString().getBytes(UTF_8));
  }
}
