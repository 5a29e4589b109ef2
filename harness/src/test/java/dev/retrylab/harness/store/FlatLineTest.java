package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FlatLineTest {
  private static final Set<String> FIELDS =
      Stream.concat(Stream.of("a", "b", "c", "d"), IntStream.range(0, 100).mapToObj(i -> "f" + i))
          .collect(Collectors.toSet());

  private static Optional<FlatLine> parse(String text) throws IOException {
    byte[] bytes = ("before" + text + "after").getBytes(UTF_8);
    return FlatLine.parse(bytes, "before".length(), text.getBytes(UTF_8).length, FIELDS);
  }

  @Test
  void what_is_not_asked_for_is_passed_over() throws IOException {
    FlatLine line = parse("{\"other\":\"\\u0041\",\"a\":\"1\",\"more\":2}").orElseThrow();
    assertThat(line.text("a")).isEqualTo("1");
    assertThat(line.optional("other")).isEmpty();
    assertThat(line.optional("more")).isEmpty();
  }

  @Test
  void fields_are_found_by_name_whatever_their_order() throws IOException {
    FlatLine line = parse("{\"b\":\"é\\n\",\"a\":\"1\"}").orElseThrow();
    assertThat(line.text("a")).isEqualTo("1");
    assertThat(line.text("b")).isEqualTo("é\n");
  }

  @Test
  void what_is_missing_or_null_is_not_there() throws IOException {
    FlatLine line = parse("{\"a\":null}").orElseThrow();
    assertThat(line.optional("a")).isEmpty();
    assertThat(line.optional("b")).isEmpty();
    assertThat(line.text("b")).isEmpty();
  }

  @Test
  void numbers_and_words_are_told_as_they_stand() throws IOException {
    FlatLine line = parse("{\"a\":10,\"b\":true,\"c\":1.50}").orElseThrow();
    assertThat(line.text("a")).isEqualTo("10");
    assertThat(line.text("b")).isEqualTo("true");
    assertThat(line.text("c")).isEqualTo("1.50");
  }

  @Test
  void arrays_and_objects_are_passed_over_with_all_that_is_in_them() throws IOException {
    FlatLine line = parse("{\"a\":{\"c\":\"in a\"},\"b\":[{\"c\":1}],\"d\":\"4\"}").orElseThrow();
    assertThat(line.optional("a")).isEmpty();
    assertThat(line.optional("b")).isEmpty();
    assertThat(line.optional("c")).isEmpty();
    assertThat(line.text("d")).isEqualTo("4");
  }

  @Test
  void of_two_fields_of_a_name_the_later_one_counts() throws IOException {
    assertThat(parse("{\"a\":\"1\",\"a\":\"2\"}").orElseThrow().text("a")).isEqualTo("2");
  }

  @Test
  void there_may_be_any_number_of_fields() throws IOException {
    String fields =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"f" + i + "\":" + i)
            .collect(Collectors.joining(","));
    FlatLine line = parse("{" + fields + "}").orElseThrow();
    for (int i = 0; i < 100; i++) {
      assertThat(line.text("f" + i)).isEqualTo(String.valueOf(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"a\"", "1", "null"})
  void what_is_no_object_is_no_line(String text) throws IOException {
    assertThat(parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a", "{\"a\":", "{\"a\":\"1", "{\"a\":\"1\"", "{\"a\":[1", "{a}"})
  void what_is_torn_or_no_json_is_refused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(IOException.class);
  }
}
