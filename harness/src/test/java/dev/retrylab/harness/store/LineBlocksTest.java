package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineBlocksTest {
  private static final int BLOCK = 64;

  @TempDir private Path folder;

  private List<String> read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), content);
    List<String> lines = new ArrayList<>();
    LineBlocks.<String>read(
        file,
        BLOCK,
        (bytes, offset, length) -> Optional.of(new String(bytes, offset, length, UTF_8)),
        lines::add);
    return lines;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK, 20 * BLOCK})
  void lines_of_any_length_are_read_once_and_in_order(int length) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add((i + "x".repeat(length)).substring(0, length));
    }
    assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
    assertThat(read(String.join("\n", lines))).isEqualTo(lines);
  }

  @Test
  void lines_of_random_lengths_are_read_as_they_were_written() throws IOException {
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        lines.add("é".repeat(random.nextInt(3 * BLOCK)));
      }
      assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
    }
  }

  @Test
  void an_empty_file_has_no_lines() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void what_is_passed_over_is_not_there() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "a\nb\nc\n");
    List<String> lines = new ArrayList<>();
    LineBlocks.<String>read(
        file,
        BLOCK,
        (bytes, offset, length) ->
            Optional.of(new String(bytes, offset, length, UTF_8)).filter(line -> !line.equals("b")),
        lines::add);
    assertThat(lines).containsExactly("a", "c");
  }

  @Test
  void what_fails_in_a_block_fails_the_reading() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "a\n");
    assertThatThrownBy(
            () ->
                LineBlocks.read(
                    file,
                    BLOCK,
                    (bytes, offset, length) -> {
                      throw new IOException("broken");
                    },
                    line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
  }
}
