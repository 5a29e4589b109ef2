package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of answers that a mapping cannot use,")
class BadAnswersTest {
  private static final String CONSUMED =
      "receives 1, errors 0, dlq copies 0, dlq count -, consumed";

  @ParameterizedTest(name = "{0} fails the batch each time, where batch item failures are on")
  @ValueSource(
      strings = {"answer-empty-id", "answer-null-id", "answer-unknown-id", "answer-misspelt-key"})
  void failsTheBatch(String behaviour) {
    assertThat(sets(standard().maxReceives(3).reportingItemFailures().apart(behaviour).only()))
        .isEqualTo("receives 3, errors 3, dlq copies 1, dlq count 4, dead-lettered");
    assertThat(sets(standard().maxReceives(3).apart(behaviour).only())).isEqualTo(CONSUMED);
  }

  @Test
  @DisplayName("an empty object is a success")
  void emptyObject() {
    assertThat(sets(standard().reportingItemFailures().apart("answer-empty-object").only()))
        .isEqualTo(CONSUMED);
  }

  @Test
  @DisplayName("a bad one takes back also what was forwarded before it in the batch")
  void takesBackOthers() {
    List<MessagePrediction> messages =
        fifo()
            .batches(10)
            .reportingItemFailures()
            .group("g", "forward", "answer-unknown-id")
            .documented();
    assertThat(sets(messages.get(0)))
        .isEqualTo(
            "receives 1..2, errors 0..2, dlq copies 1..3, dlq count 1..3,"
                + " forwarded or dead-lettered");
    assertThat(messages.get(1).because())
        .anyMatch(why -> why.statement().contains("unknown itemIdentifier"));
  }
}
