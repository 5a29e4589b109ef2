package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BoundedLinesTest {
  private static final int BUFFER = 64;

  @TempDir private Path folder;

  private List<String> read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), content);
    List<String> read = new ArrayList<>();
    try (BoundedLines lines = BoundedLines.of(file, BUFFER)) {
      while (lines.next()) {
        read.add(new String(lines.bytes(), lines.offset(), lines.length(), UTF_8));
      }
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER, 5 * BUFFER, 20 * BUFFER})
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
        lines.add("é".repeat(random.nextInt(3 * BUFFER)));
      }
      assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
    }
  }

  @Test
  void an_empty_file_has_no_lines() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void a_line_that_is_too_long_is_refused() throws IOException {
    Path file = folder.resolve("zeros");
    try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
      zeros.setLength(10L * BoundedLines.LONGEST);
    }
    try (BoundedLines lines = BoundedLines.of(file, BUFFER)) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessage("a line is longer than 16777216 bytes");
    }
  }
}
