package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Advice on settings")
class AdviceTest {

  /** Settings that leave nothing to advise, and what differs from them. */
  private static List<String> on(String queue, String mapping, String function) {
    String yaml =
        """
        name: x
        queue: { maxReceiveCount: 5, visibilityTimeout: 60s, %s }
        mapping: { %s }
        function: { timeout: 5s, %s }
        messages: [ { key: m1, userId: "1" }, { key: m2, userId: "1" } ]
        """
            .formatted(queue, mapping, function);
    try {
      Scenario scenario = Scenarios.of(new ObjectMapper(new YAMLFactory()).readTree(yaml));
      return Advice.on(scenario).stream().map(Advice::id).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  @DisplayName("is not given on settings that need none")
  void none() {
    assertThat(on("type: standard", "", "")).isEmpty();
  }

  @Test
  @DisplayName("is a dead-letter queue, where there is none")
  void noDeadLetterQueue() {
    assertThat(on("type: standard, deadLetterQueue: false", "", ""))
        .containsExactly("no-dead-letter-queue");
  }

  @ParameterizedTest(name = "asks for more places where 2 messages want them: {0} reserved: {1}")
  @CsvSource({"1, true", "2, false"})
  void throttling(int reserved, boolean advised) {
    assertThat(
            on("type: standard", "", "reservedConcurrency: " + reserved)
                .contains("reserved-concurrency"))
        .isEqualTo(advised);
  }

  @ParameterizedTest(name = "over a {0} queue in batches of {1} to answer {2}: {3}")
  @CsvSource({
    "standard, 2, stop-at-first, true",
    "standard, 1, stop-at-first, false",
    "standard, 2, failed-only, false",
    "fifo, 2, failed-only, true",
    "fifo, 2, stop-at-first, false"
  })
  void partialBatch(String type, int batchSize, String word, boolean advised) {
    assertThat(
            on(
                    "type: " + type,
                    "reportBatchItemFailures: true, batchSize: " + batchSize,
                    "partialBatch: " + word)
                .contains("partial-batch"))
        .isEqualTo(advised);
  }
}
