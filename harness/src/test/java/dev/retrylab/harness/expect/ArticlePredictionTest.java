package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.prediction.Predicted.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Predicted;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("For the reference experiment")
class ArticlePredictionTest {
  private static final Scenario ARTICLE = Scenarios.load("article");

  @Test
  @DisplayName(
      "documented: 2 receives, 2 errors, dead-lettered with receive count 3 at 60 s or later")
  void documented() {
    assertThat(messages("documented", ARTICLE))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("because")
        .containsExactly(forwarded(), thrown(2, List.of()));
  }

  @Test
  @DisplayName("async-retries-apply: 2 receives x (1 + 1) = 4 errors, at 0, 30, 60 and 90 s")
  void asyncRetriesApply() {
    assertThat(messages("async-retries-apply", ARTICLE))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("because")
        .containsExactly(forwarded(), thrown(4, seconds(0, 30, 60, 90)));
  }

  @Test
  @DisplayName("async-retries-apply with 2 retries: again 1 and then 2 minutes later")
  void asyncRetriesApplyTwice() {
    Scenario two = Scenarios.load("article", List.of("function.retryAttempts=2"));
    MessagePrediction m2 = messages("async-retries-apply", two).get(1);
    assertThat(m2.functionErrors()).isEqualTo(IntRange.exactly(6));
    assertThat(m2.errorsDue()).isEqualTo(seconds(0, 30, 60, 90, 180, 210));
  }

  @Test
  @DisplayName("the prediction says why, with a source for each rule")
  void saysWhy() {
    assertThat(messages("documented", ARTICLE).get(1).because())
        .extracting(Rule::sentence)
        .hasSize(4)
        .allMatch(sentence -> sentence.matches("[A-Z].*\\. \\[.+\\]"))
        .anyMatch(sentence -> sentence.contains("synchronously"))
        .anyMatch(sentence -> sentence.contains("esm-maxreceive-2-means-2-invocations"));
  }

  private static MessagePrediction forwarded() {
    return Predicted.ending(Fate.FORWARDED).received(0).inDlq(1).triedFor(30).message();
  }

  private static MessagePrediction thrown(int errors, List<Duration> due) {
    return Predicted.ending(Fate.DEAD_LETTERED)
        .received(0, 30)
        .failing(IntRange.exactly(errors))
        .failingAt(due)
        .inDlq(3)
        .movedAt(60)
        .triedFor(30)
        .message();
  }

  private static List<MessagePrediction> messages(String hypothesis, Scenario scenario) {
    return List.copyOf(
        Hypotheses.byId(hypothesis).orElseThrow().predict(scenario).messages().values());
  }
}
