package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineFileTest {
  @TempDir private Path folder;

  private <T> List<T> read(byte[] content, Class<T> type) throws IOException {
    Path file = Files.write(folder.resolve("lines"), content);
    List<T> lines = new ArrayList<>();
    LineFile.read(file, type, lines::add);
    return lines;
  }

  private List<String> read(String content) throws IOException {
    return read(content.getBytes(UTF_8), JsonNode.class).stream().map(JsonNode::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"b\":", "{\"b\":[{\"c\":1", "{\"b\":\"te", "nothing", "", "7", "[1]"})
  void a_line_that_is_no_object_is_passed_over(String torn) throws IOException {
    assertThat(read("{\"a\":1}\n" + torn + "\n{\"a\":2}\n"))
        .containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(read("{\"a\":1}\n" + torn)).containsExactly("{\"a\":1}");
  }

  @Test
  void a_line_may_be_torn_anywhere_also_within_a_character() throws IOException {
    byte[] line =
        "{\"at\":\"2026-01-01T00:00:00Z\",\"what\":\"\u00e9\u20ac\",\"source\":1,\"dlq\":2}"
            .getBytes(UTF_8);
    for (int length = 0; length < line.length; length++) {
      assertThat(read(Arrays.copyOf(line, length), QueueCountsLine.class)).isEmpty();
    }
    assertThat(read(line, QueueCountsLine.class))
        .containsExactly(new QueueCountsLine(Instant.parse("2026-01-01T00:00:00Z"), 1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'at':'noon','source':1,'dlq':2} | 'noon' is no time",
        "{'at':'1969-12-31T23:59:59Z','source':1,'dlq':2} | '1969-12-31T23:59:59Z' is no time of a run",
        "{'source':1,'dlq':2} | it lacks at",
        "{'at':'2026-01-01T00:00:00Z','source':'many','dlq':2} | 'many' is no value for source",
        "{'at':'2026-01-01T00:00:00Z','source':[],'dlq':2} | source has a value of another kind"
      },
      quoteCharacter = '`')
  void a_line_that_cannot_be_used_is_refused_with_its_number(String line, String reason) {
    String content = "no line of ours\n" + line.replace('\'', '"') + "\n";
    assertThatThrownBy(() -> read(content.getBytes(UTF_8), QueueCountsLine.class))
        .isInstanceOf(NoSuchRun.class)
        .hasMessage(
            "%s cannot be used: line 2 is damaged, or of another version of this program: %s."
                .formatted(folder.resolve("lines"), reason.replace('\'', '"')));
  }

  @Test
  void a_line_that_is_too_long_is_refused() throws IOException {
    Path file = folder.resolve("zeros");
    try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
      zeros.setLength(10L * LineFile.LONGEST_LINE);
    }
    assertThatThrownBy(() -> LineFile.read(file, JsonNode.class, line -> {}))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageContaining("a line is longer than 16777216 characters");
  }
}
