package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("With a disabled mapping")
class DisabledMappingsTest {

  @ParameterizedTest(name = "and {0}, message {1} has {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "mapping.dlqEnabled=false | 1 | receives 2, errors 2, dlq copies 0, dlq count -, dead-lettered",
        "mapping.dlqEnabled=false | 0 | receives 1, errors 0, dlq copies 0, dlq count -, forwarded",
        "mapping.enabled=false | 0 | receives 0, errors 0, dlq copies 0, dlq count -, queued",
        "mapping.enabled=false | 1 | receives 0, errors 0, dlq copies 0, dlq count -, queued",
        "mapping.dlqEnabled=false mapping.enabled=false | 1 | receives 0, errors 0, dlq copies 0, dlq count -, queued",
        "mapping.dlqEnabled=false queue.maxReceiveCount=1000 queue.visibilityTimeout=12h | 1 | receives 8, errors 8, dlq copies 0, dlq count -, expired",
        "mapping.dlqEnabled=false trigger.type=event | 0 | receives 1, errors 0, dlq copies 0, dlq count -, forwarded",
        "mapping.dlqEnabled=false trigger.type=event queue.type=standard function.onFailure=destination | 1 | receives 2, errors 2, dlq copies 0, dlq count -, dead-lettered"
      })
  void documented(String settings, int message, String expected) {
    assertThat(sets(List.copyOf(predict(settings).messages().values()).get(message)))
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("the prediction says why nobody sees the message")
  void because() {
    assertThat(predict("mapping.dlqEnabled=false").messages().get("m2").because())
        .contains(StepRules.DLQ_UNRECEIVED);
    assertThat(predict("mapping.enabled=false").messages().get("m2").because())
        .containsExactly(StepRules.MAPPING_DISABLED);
  }

  private static Prediction predict(String settings) {
    Scenario article = Scenarios.load("article", List.of(settings.split(" ")));
    return Hypotheses.predictAll(article).get(0);
  }
}
