package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchItemFailuresTest {
  private static final Set<String> BATCH = Set.of("a", "b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "[]",
        "{}",
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}"
      })
  @DisplayName(
      "pbr-stream-success-cases: an answer that names nothing is a success of the whole batch")
  void success(String answer) {
    assertThat(read(answer)).isEqualTo(Optional.of(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":123}]}",
        "{\"batchItemFailures\":[{\"itemidentifier\":\"a\"}]}",
        "{\"batchItemFailures\":[{\"foo\":\"a\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"unknown\"}]}",
        "{\"batchItemFailures\":\"a\"}",
        "{\"batchItemFailures\":",
        "no json"
      })
  @DisplayName("pbr-model-sqs-unknown-id: a bad answer sends the whole batch back")
  void bad(String answer) {
    assertThat(read(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},{\"itemIdentifier\":\"b\"}],\"more\":1}"
      })
  @DisplayName("pbr-fifo-success-individually-deleted: only the records that are named go back")
  void named(String answer) {
    assertThat(read(answer)).isEqualTo(Optional.of(Set.of("b")));
  }

  private static Optional<Set<String>> read(String answer) {
    return BatchItemFailures.read(answer.getBytes(StandardCharsets.UTF_8), BATCH);
  }
}
