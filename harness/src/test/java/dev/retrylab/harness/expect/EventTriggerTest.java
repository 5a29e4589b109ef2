package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.rules.DocumentedRules;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts stand where a mapping has receives. */
@DisplayName("A direct asynchronous invocation")
class EventTriggerTest {

  @ParameterizedTest(name = "that fails with {0} retry attempts is attempted {1} times")
  @CsvSource({"0, 1", "1, 2", "2, 3"})
  void fails(int retryAttempts, int attempts) {
    Events events = Events.trying(retryAttempts);
    assertThat(sets(events.predict("throw")))
        .isEqualTo(
            "receives %d, errors %d, dlq copies 0, dlq count -, discarded"
                .formatted(attempts, attempts));
    assertThat(sets(events.keeping(OnFailure.DESTINATION).predict("crash")))
        .isEqualTo(
            "receives %d, errors %d, dlq copies 1, dlq count 1, dead-lettered"
                .formatted(attempts, attempts));
  }

  @Test
  @DisplayName("is attempted after one minute and two more, each 3 s less at the least")
  void times() {
    MessagePrediction message =
        Events.trying(2).keeping(OnFailure.DEAD_LETTER_QUEUE).predict("throw");
    assertThat(message.earliest()).isEqualTo(Small.seconds(0, 57, 174));
    assertThat(message.deadLetteredNotBefore()).contains(Duration.ofSeconds(174));
    assertThat(Events.trying(2).predict("hang").earliest()).isEqualTo(Small.seconds(0, 62, 184));
  }

  @Test
  @DisplayName("that succeeds is attempted no more")
  void succeeds() {
    assertThat(sets(Events.trying(2).predict("succeed")))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    assertThat(sets(Events.trying(2).predict("forward")))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
  }

  @Test
  @DisplayName("is given up once the event is too old; near that age both are possible")
  void age() {
    // The second attempt comes at 57 to 85 s (5 s for the run, 20 s late), the third from 174 s on.
    assertThat(sets(Events.trying(2).aged(Duration.ofSeconds(60)).predict("throw")))
        .isEqualTo("receives 1..2, errors 1..2, dlq copies 0, dlq count -, discarded");
    assertThat(sets(Events.trying(2).aged(Duration.ofSeconds(100)).predict("throw")))
        .isEqualTo("receives 2, errors 2, dlq copies 0, dlq count -, discarded");
  }

  @Test
  @DisplayName("with reserved concurrency 0 never runs, and is given up at once")
  void neverRuns() {
    assertThat(sets(Events.trying(2).reserving(0).predict("succeed")))
        .isEqualTo("receives 0, errors 0, dlq copies 0, dlq count -, discarded");
    for (OnFailure kept : List.of(OnFailure.DESTINATION, OnFailure.DEAD_LETTER_QUEUE)) {
      MessagePrediction message = Events.trying(2).reserving(0).keeping(kept).predict("succeed");
      assertThat(sets(message))
          .isEqualTo("receives 0, errors 0, dlq copies 1, dlq count 1, dead-lettered");
      assertThat(message.deadLetteredNotBefore()).contains(Duration.ZERO);
      assertThat(message.because())
          .contains(DocumentedRules.EVENT_NEVER_RUNS)
          .doesNotContain(DocumentedRules.EVENT_THROTTLE, DocumentedRules.EVENT_ATTEMPTS);
    }
  }

  @Test
  @DisplayName("is the same under the guess that asynchronous retries apply to mappings")
  void guesses() {
    assertThat(Events.trying(2).predict("async-retries-apply", "throw").functionErrors())
        .isEqualTo(IntRange.exactly(3));
    assertThat(Events.trying(2).predict("no-retry", "throw").functionErrors())
        .isEqualTo(IntRange.exactly(1));
  }

  @Test
  @DisplayName("has a documented claim of its own, and beliefs keep theirs")
  void claims() {
    List<Prediction> predictions = Hypotheses.predictAll(Events.trying(2).scenario("throw"));
    assertThat(predictions.get(0).claim()).startsWith("An asynchronous invocation that fails");
    assertThat(predictions.stream().skip(1).map(Prediction::claim))
        .isNotEmpty()
        .noneMatch(claim -> claim.equals(predictions.get(0).claim()));
    assertThat(Hypotheses.predictAll(Scenarios.load("article")).get(0).claim())
        .startsWith("A mapping invokes synchronously");
  }
}
