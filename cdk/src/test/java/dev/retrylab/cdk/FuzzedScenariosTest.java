package dev.retrylab.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenario files of any text. {@code -Dretrylab.fuzz=100000} tries as many others; {@code
 * -Dretrylab.fuzzSeed=N} begins with one of them again.
 */
@DisplayName("A scenario file of any text")
final class FuzzedScenariosTest {
  private static final int ASKED = Integer.getInteger("retrylab.fuzz", 0);
  private static final long FIRST =
      Long.getLong("retrylab.fuzzSeed", ASKED == 0 ? 1 : System.nanoTime() & 0xffffffffffL);
  private static final List<String> PIECES =
      List.of(
          "\0",
          "\uFEFF",
          "\t",
          "\n",
          " ",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "&a",
          "*a",
          "&a [*a]",
          "<<: *a",
          "!!java.net.URL [x]",
          "!!binary x",
          "? ",
          "- ",
          "---",
          "...",
          "%YAML 9.9\n",
          "|",
          ">",
          "#",
          "~",
          "null",
          "true",
          "NaN",
          "1e999999999",
          "9".repeat(3_000),
          "[".repeat(5_000),
          "{a: ".repeat(2_000),
          "x".repeat(5_000),
          "../../x",
          "30s",
          "-1",
          "99d");

  @TempDir private Path folder;

  @Test
  void is_read_or_refused_in_sentences() throws IOException {
    String article =
        Files.readString(Path.of("../harness/src/main/resources/scenarios/article.yaml"));
    int tries = ASKED == 0 ? 300 : ASKED;
    for (long seed = FIRST; seed < FIRST + tries; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      byte[] file = damaged(random, article).getBytes(UTF_8);
      Map<String, String> set = Map.of("queue.delay", PIECES.get(random.nextInt(PIECES.size())));
      try {
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> read(file, random.nextBoolean() ? set : Map.of()));
      } catch (Throwable e) {
        throw new AssertionError(
            "-Dretrylab.fuzz=1 -Dretrylab.fuzzSeed=" + seed + " repeats it", e);
      }
    }
  }

  private void read(byte[] file, Map<String, String> overrides) throws IOException {
    Files.write(folder.resolve("given.yaml"), file);
    try {
      assertThat(new ScenarioFiles(folder).read("given", overrides).name())
          .matches("[a-z0-9-]{1,40}");
    } catch (InvalidInput refused) {
      assertThat(refused.problems()).isNotEmpty();
      assertThat(refused.getMessage()).doesNotContain("Exception", "snakeyaml", "com.fasterxml");
    }
  }

  private static String damaged(Random random, String text) {
    StringBuilder body = new StringBuilder(text);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(body.length() + 1);
      int end = Math.min(body.length(), at + random.nextInt(30));
      switch (random.nextInt(4)) {
        case 0 -> body.delete(at, end);
        case 1 -> body.insert(at, body.substring(at, end));
        case 2 -> body.setLength(at);
        default -> body.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return body.toString();
  }
}
