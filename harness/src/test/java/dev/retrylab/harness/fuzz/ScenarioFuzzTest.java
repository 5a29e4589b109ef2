package dev.retrylab.harness.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.sweep.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever people give as a scenario is read, or refused with sentences for people. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScenarioFuzzTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<String> KEYS =
      List.of(
          "name",
          "title",
          "trigger.type",
          "queue.type",
          "queue.visibilityTimeout",
          "queue.maxReceiveCount",
          "mapping.batchSize",
          "mapping.enabled",
          "function.timeout");

  @TempDir private Path folder;

  @Test
  void a_damaged_file_is_refused_in_sentences() {
    List<byte[]> files = Scenarios.names().stream().map(ScenarioFuzzTest::bundled).toList();
    Tries.of(150, random -> load(Damage.bytes(random, any(random, files)), List.of()));
  }

  @Test
  void a_file_of_other_keys_and_values_is_refused_in_sentences() {
    List<JsonNode> trees = Scenarios.names().stream().map(name -> tree(bundled(name))).toList();
    Tries.of(150, random -> load(Damage.document(random, any(random, trees)), List.of()));
  }

  @Test
  void settings_of_any_text_are_refused_in_sentences() {
    byte[] article = bundled("article");
    Tries.of(
        150,
        random -> {
          String key = random.nextInt(4) == 0 ? Damage.piece(random) : any(random, KEYS);
          String setting = key + (random.nextInt(8) == 0 ? "" : "=") + Damage.piece(random);
          load(article, List.of(setting));
        });
  }

  @Test
  void a_grid_of_any_text_is_refused_in_sentences() {
    Tries.of(
        150,
        random -> {
          byte[] axis =
              Damage.bytes(random, (any(random, KEYS) + "=1..5,30s,true").getBytes(UTF_8));
          try {
            assertThat(Grid.parse(List.of(new String(axis, UTF_8), "queue.delay=1s,2s")).points())
                .hasSizeBetween(2, 1000);
          } catch (InvalidScenario refused) {
            assertSentences(refused);
          }
        });
  }

  private void load(byte[] file, List<String> settings) throws IOException {
    Path path = Files.write(folder.resolve("given.yaml"), file);
    try {
      assertThat(Scenarios.load(path.toString(), settings).name()).matches("[a-z0-9-]{1,64}");
    } catch (InvalidScenario refused) {
      assertSentences(refused);
    }
  }

  private static void assertSentences(InvalidScenario refused) {
    assertThat(refused.problems())
        .isNotEmpty()
        .allMatch(sentence -> sentence.length() < 2_000, "is short")
        .noneMatch(sentence -> sentence.chars().anyMatch(Character::isISOControl), "controls");
    assertThat(String.join(" ", refused.problems()))
        .doesNotContain("Exception", "java.", "snakeyaml", "com.fasterxml");
  }

  private static byte[] bundled(String name) {
    try (InputStream file =
        ScenarioFuzzTest.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(byte[] yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
