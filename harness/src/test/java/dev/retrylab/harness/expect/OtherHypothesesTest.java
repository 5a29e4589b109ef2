package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The hypothesis")
class OtherHypothesesTest {

  @Test
  @DisplayName("visibility-too-short agrees with documented at 30 s, and sees 4 errors at 200 s")
  void visibilityTooShort() {
    MessagePrediction atThirty = only(fifo().apart("throw"), "visibility-too-short");
    assertThat(atThirty.functionErrors()).isEqualTo(IntRange.exactly(2));
    assertThat(atThirty.errorsDue()).isEqualTo(seconds(0, 30));
    MessagePrediction atTwoHundred =
        only(
            fifo().visibility(Duration.ofSeconds(200)).retryAttempts(1).apart("throw"),
            "visibility-too-short");
    assertThat(atTwoHundred.functionErrors()).isEqualTo(IntRange.exactly(4));
    assertThat(atTwoHundred.errorsDue()).isEqualTo(seconds(0, 60, 200, 260));
  }

  @Test
  @DisplayName("visibility-too-short lets through only retries shorter than the visibility timeout")
  void visibilityBetweenTheRetries() {
    assertThat(
            only(
                    fifo().visibility(Duration.ofMinutes(3)).retryAttempts(2).apart("throw"),
                    "visibility-too-short")
                .errorsDue())
        .isEqualTo(seconds(0, 60, 180, 240));
  }

  @Test
  @DisplayName("async-retries-apply multiplies the failing receives of fail-times only")
  void asyncRetriesOfFailTimes() {
    assertThat(
            sets(
                only(
                    fifo().retryAttempts(1).maxReceives(3).apart("fail-times 1"),
                    "async-retries-apply")))
        .isEqualTo("receives 2, errors 2, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName("async-retries-apply gives no due times where a group makes the message wait")
  void noDueTimesBehindOthers() {
    assertThat(
            fifo().group("g", "throw", "throw").predicted("async-retries-apply").get(1).errorsDue())
        .isEmpty();
  }

  @Test
  @DisplayName("no-retry dead-letters after the first receive")
  void noRetry() {
    assertThat(sets(only(fifo().maxReceives(5).apart("fail-times 1"), "no-retry")))
        .isEqualTo("receives 1, errors 1, dlq copies 1, dlq count 2, dead-lettered");
  }

  @Test
  @DisplayName("count-restarts-in-dlq shows receive count 1 in the DLQ")
  void countRestarts() {
    assertThat(sets(only(fifo().apart("throw"), "count-restarts-in-dlq")))
        .isEqualTo("receives 2, errors 2, dlq copies 1, dlq count 1, dead-lettered");
  }

  @Test
  @DisplayName("clock-starts-at-failure adds the function timeout to each retry of a hang")
  void clockStartsAtFailure() {
    MessagePrediction hang = only(fifo().apart("hang"), "clock-starts-at-failure");
    assertThat(hang.earliest()).isEqualTo(seconds(0, 35));
    assertThat(hang.deadLetteredNotBefore()).contains(Duration.ofSeconds(70));
    assertThat(only(fifo().apart("throw"), "clock-starts-at-failure").earliest())
        .isEqualTo(seconds(0, 30));
  }

  @Test
  @DisplayName("move-in-background predicts what is documented while a mapping polls")
  void moveInBackground() {
    assertThat(sets(only(fifo().apart("throw"), "move-in-background")))
        .isEqualTo(sets(fifo().apart("throw").only()));
  }

  @Test
  @DisplayName("documented may allow phantom receives: fewer errors, maybe a move without a run")
  void phantomReceives() {
    Hypothesis allowing = Hypotheses.documentedAllowingPhantomReceives(1);
    assertThat(sets(allowing.predict(fifo().apart("throw").scenario()).messages().get("m1")))
        .isEqualTo("receives 2, errors 1..2, dlq copies 1, dlq count 3, dead-lettered");
    assertThat(
            sets(
                allowing
                    .predict(fifo().maxReceives(1).apart("succeed").scenario())
                    .messages()
                    .get("m1")))
        .isEqualTo("receives 1, errors 0, dlq copies 0..1, dlq count 2, consumed or dead-lettered");
  }

  @Test
  @DisplayName("ids are known, and documented always comes first")
  void ids() {
    assertThat(Hypotheses.all())
        .extracting(Hypothesis::id)
        .containsExactly(
            "documented",
            "async-retries-apply",
            "visibility-too-short",
            "no-retry",
            "count-restarts-in-dlq",
            "clock-starts-at-failure",
            "move-in-background",
            "count-survives-redrive",
            "looking-is-free",
            "dlq-clock-restarts",
            "dlq-clock-goes-on",
            "metrics-count-redrives",
            "age-since-sending",
            "any-dlq-type");
    assertThat(Hypotheses.of(asking("no-retry")))
        .extracting(Hypothesis::id)
        .containsExactly("documented", "no-retry");
    assertThatThrownBy(() -> Hypotheses.of(asking("no-retries")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessage("hypotheses has no-retries, which is unknown; did you mean no-retry?");
  }

  @Test
  @DisplayName("without steps none is asked that only steps put to the test, unless by name")
  void withoutSteps() {
    Scenario noSteps = fifo().apart("throw").scenario();
    assertThat(Hypotheses.of(noSteps))
        .extracting(Hypothesis::id)
        .containsExactly(
            "documented",
            "async-retries-apply",
            "visibility-too-short",
            "no-retry",
            "count-restarts-in-dlq",
            "clock-starts-at-failure",
            "move-in-background");
    assertThat(Hypotheses.of(asking("looking-is-free")))
        .extracting(Hypothesis::id)
        .containsExactly("documented", "looking-is-free");
  }

  private static Scenario asking(String id) {
    Scenario article = Scenarios.load("article");
    return new Scenario(
        article.name(),
        article.title(),
        article.queue(),
        article.mapping(),
        article.function(),
        article.messages(),
        List.of(id));
  }

  private static MessagePrediction only(Small small, String hypothesis) {
    return small.predicted(hypothesis).get(0);
  }
}
