package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.assertHolds;
import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.seconds;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.rules.AsyncRetries;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What AWS recorded, held against what is predicted for the same setup; each name is the id of a
 * fact. The list of all facts, with the reason for each that is not here, is expect/facts.txt.
 */
class RecordedFactsTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @Test
  @DisplayName("esm-retry-count-1-2, esm-retry-waits-visibility, esm-success-deletes")
  void oneRetry() {
    MessagePrediction message =
        standard().visibility(FIVE_SECONDS).maxReceives(10).apart("fail-times 1").only();
    assertThat(sets(message))
        .isEqualTo("receives 2, errors 1, dlq copies 0, dlq count -, consumed");
    assertThat(message.earliest()).isEqualTo(seconds(0, 5));
  }

  @Test
  @DisplayName("esm-maxreceive-2-means-2-invocations, esm-dlq-not-early, esm-dlq-arrival-window")
  void twoInvocations() {
    MessagePrediction message =
        standard().visibility(FIVE_SECONDS).maxReceives(2).apart("throw").only();
    assertThat(sets(message))
        .isEqualTo("receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered");
    // Not after the first failure; readable within 15 s of the second at 5 s or later.
    assertThat(message.deadLetteredNotBefore()).contains(Duration.ofSeconds(10));
  }

  @ParameterizedTest(name = "function timeout {0} s, visibility timeout {1} s")
  @DisplayName("esm-fn-timeout-equal-visibility-ok: the retry waits for the visibility timeout")
  @CsvSource({"5, 5", "4, 4", "2, 2", "6, 8"})
  void timeoutEqualToVisibility(int timeout, int visibility) {
    Small setup =
        standard()
            .timeout(Duration.ofSeconds(timeout))
            .visibility(Duration.ofSeconds(visibility))
            .apart("hang");
    assertThat(setup.only().earliest()).isEqualTo(seconds(0, visibility));
  }

  @Test
  @DisplayName(
      "sup-visibility-error-text: a visibility timeout below the function timeout is refused")
  void visibilityBelowTimeout() {
    assertThatThrownBy(() -> standard().timeout(Duration.ofMinutes(1)).apart("throw").scenario())
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("queue.visibilityTimeout is 30s");
  }

  @Test
  @DisplayName("batch-over-10-needs-window: a batch size over 10 without a window is refused")
  void largeBatchWithoutWindow() {
    assertThatThrownBy(() -> standard().batches(11).apart("throw").scenario())
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("mapping.batchingWindow is 0s");
  }

  @Test
  @DisplayName("dlq-max1-second-receive-empty")
  void oneReceive() {
    assertThat(sets(standard().maxReceives(1).apart("throw").only()))
        .isEqualTo("receives 1, errors 1, dlq copies 1, dlq count 2, dead-lettered");
  }

  @Test
  @DisplayName("dlq-fifo-third-receive-moves")
  void fifoMoves() {
    assertThat(sets(fifo().maxReceives(2).apart("crash").only()))
        .isEqualTo("receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered");
  }

  @Test
  @DisplayName("pbr-fifo-success-individually-deleted, pbr-second-invocation-time")
  void fifoItemFailures() {
    List<MessagePrediction> messages =
        fifo()
            .visibility(Duration.ofSeconds(8))
            .batches(10)
            .reportingItemFailures()
            .group("g", "succeed", "fail-times 1", "succeed", "throw")
            .documented();
    // reported: 2, 3 and 4, then 4 alone
    assertHolds(messages.get(0), 1, 0, Fate.CONSUMED, 0);
    assertHolds(messages.get(1), 2, 1, Fate.CONSUMED, 0);
    assertHolds(messages.get(2), 2, 0, Fate.CONSUMED, 0);
    assertHolds(messages.get(3), 2, 1, Fate.DEAD_LETTERED, 1, 3);
    assertThat(messages.get(2).fates()).containsExactly(Fate.CONSUMED);
    assertThat(messages.get(1).earliest()).isEqualTo(seconds(0, 8));
  }

  @Test
  @DisplayName("pbr-lambda-error-all-fail")
  void errorInsteadOfReport() {
    Small setup = standard().batches(10).reportingItemFailures().apart("crash", "crash");
    assertThat(setup.documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(
            "receives 2, errors 0..2, unprocessed 0..2, dlq copies 1, dlq count 3, dead-lettered");
  }

  @Test
  @DisplayName("batch-sizes-up-to-10000, batch-window1-basic")
  void largeBatches() {
    String[] fifteen = Collections.nCopies(15, "succeed").toArray(String[]::new);
    for (int size : new int[] {15, 100, 1000, 10_000}) {
      assertThat(
              standard().window(Duration.ofSeconds(10)).batches(size).apart(fifteen).documented())
          .extracting(PredictionAssert::sets)
          .containsOnly("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    }
  }

  @Test
  @DisplayName("ret-expire, ret-expire-fifo")
  void expires() {
    for (Small queue : List.of(standard(), fifo())) {
      assertThat(
              queue
                  .visibility(Duration.ofSeconds(65))
                  .retention(Duration.ofMinutes(1), Duration.ofDays(14))
                  .apart("throw")
                  .only()
                  .fates())
          .containsExactly(Fate.EXPIRED);
    }
  }

  @Test
  @DisplayName("fifo-group-locks-all-consumers")
  void groupIsLocked() {
    Small setup = fifo().visibility(Duration.ofMinutes(1)).group("1", "throw", "succeed");
    assertThat(setup.documented().get(1).earliest()).isEqualTo(seconds(120));
  }

  @Test
  @DisplayName("fifo-group-opens-on-delete")
  void groupOpens() {
    Small setup = fifo().visibility(Duration.ofMinutes(1)).group("1", "succeed", "succeed");
    assertThat(setup.documented().get(1).earliest()).isEqualTo(seconds(0));
  }

  @Test
  @DisplayName("fifo-order-after-timeout: a batch that failed comes back in its order")
  void orderAfterTimeout() {
    Small setup =
        fifo()
            .timeout(Duration.ofSeconds(1))
            .visibility(Duration.ofSeconds(1))
            .batches(10)
            .group("1", "throw", "succeed", "succeed");
    assertThat(setup.documented())
        .allMatch(message -> message.earliest().equals(seconds(0, 1)))
        .allMatch(message -> message.receives().contains(2));
  }

  @Test
  @DisplayName("fifo-one-receive-many-groups: a failure may take a message of another group along")
  void groupsInOneBatch() {
    assertHolds(
        fifo().batches(10).apart("throw", "succeed").documented().get(1),
        2,
        2,
        Fate.DEAD_LETTERED,
        1,
        3);
  }

  @Test
  @DisplayName(
      "sup-dlq-retention-clock: a standard DLQ counts from the sending, FIFO from the move")
  void retentionClockOfDlq() {
    // One day in the source queue (2 x 12 h), then a DLQ that keeps a message for 4 days, or 1.
    Duration twelveHours = Duration.ofHours(12);
    for (Small queue : List.of(standard(), fifo())) {
      Small day = queue.visibility(twelveHours).apart("throw");
      Duration fourDays = Duration.ofDays(4);
      assertThat(day.retention(fourDays, fourDays).only().dlqCopies())
          .isEqualTo(IntRange.exactly(1));
      boolean seen = queue.equals(fifo());
      assertThat(day.retention(fourDays, Duration.ofDays(1)).only().dlqCopies())
          .isEqualTo(IntRange.exactly(seen ? 1 : 0));
    }
  }

  @Test
  @DisplayName("delay-fifo-queue-level, delay-standard")
  void delays() {
    assertThat(fifo().delay(Duration.ofSeconds(2)).apart("succeed").only().earliest())
        .isEqualTo(seconds(2));
    assertThat(standard().delay(Duration.ofSeconds(1)).apart("succeed").only().earliest())
        .isEqualTo(seconds(1));
  }

  @Test
  @DisplayName("the waits of a guess are those of asynchronous invocations")
  void asynchronousRetries() {
    assertThat(AsyncRetries.sinceFirstAttempt(function(0, 21_600))).isEmpty();
    assertThat(AsyncRetries.sinceFirstAttempt(function(1, 21_600))).isEqualTo(seconds(60));
    assertThat(AsyncRetries.sinceFirstAttempt(function(2, 21_600))).isEqualTo(seconds(60, 180));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "pbr-stream-unknown-id, pbr-stream-empty-id, pbr-stream-null-id, pbr-stream-wrong-key, pbr-stream-wrong-key-null, pbr-stream-exception, pbr-model-sqs-unknown-id: 3 runs fail where 3 are allowed, over SQS as over streams")
  @ValueSource(
      strings = {
        "answer-unknown-id",
        "answer-empty-id",
        "answer-null-id",
        "answer-misspelt-key",
        "throw"
      })
  void badAnswers(String behaviour) {
    Small setup = standard().maxReceives(3).reportingItemFailures().apart(behaviour);
    assertThat(sets(setup.only()))
        .isEqualTo("receives 3, errors 3, dlq copies 1, dlq count 4, dead-lettered");
  }

  @Test
  @DisplayName("pbr-stream-success-cases: an answer that names nothing is one invocation")
  void emptyAnswer() {
    assertThat(
            sets(
                standard()
                    .maxReceives(3)
                    .reportingItemFailures()
                    .apart("answer-empty-object")
                    .only()))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName(
      "async-default-3-attempts, async-default-total-time, async-dlq-time-default: 3 attempts, over within 176 and 177 s")
  void threeAttempts() {
    MessagePrediction event =
        Events.trying(2).keeping(OnFailure.DEAD_LETTER_QUEUE).predict("throw");
    assertHolds(event, 3, 3, Fate.DEAD_LETTERED, 1, 1);
    assertThat(event.receives().exact()).isTrue();
    assertThat(event.deadLetteredNotBefore().orElseThrow())
        .isLessThanOrEqualTo(Duration.ofMillis(176_180));
  }

  @Test
  @DisplayName("async-delays-1min-2min: 1 attempt at 30.5 s, 2 at 91.5 s, 3 at 213.5 s")
  void attemptsInTime() {
    List<Duration> earliest = Events.trying(2).predict("throw").earliest();
    assertThat(countBefore(earliest, 30_500)).isEqualTo(1);
    assertThat(countBefore(earliest, 91_500)).isEqualTo(2);
    assertThat(countBefore(earliest, 213_500)).isEqualTo(3);
  }

  private static long countBefore(List<Duration> earliest, long millis) {
    return earliest.stream().filter(at -> at.toMillis() <= millis).count();
  }

  @Test
  @DisplayName(
      "async-retries-0, async-dlq-retries-0-fast, async-dlq-sns, async-eventbridge-destination: one attempt, kept at once")
  void noRetries() {
    for (OnFailure kept : List.of(OnFailure.DESTINATION, OnFailure.DEAD_LETTER_QUEUE)) {
      MessagePrediction event = Events.trying(0).keeping(kept).predict("throw");
      assertThat(sets(event))
          .isEqualTo("receives 1, errors 1, dlq copies 1, dlq count 1, dead-lettered");
      assertThat(event.deadLetteredNotBefore()).contains(Duration.ZERO);
    }
  }

  @Test
  @DisplayName("async-retries-1, async-event-error-older: two attempts")
  void oneEventRetry() {
    assertThat(sets(Events.trying(1).predict("throw")))
        .isEqualTo("receives 2, errors 2, dlq copies 0, dlq count -, discarded");
  }

  @Test
  @DisplayName("async-onsuccess-payload: a success is one attempt")
  void eventSucceeds() {
    assertThat(sets(Events.trying(2).predict("succeed")))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName(
      "async-throttle-requeued, async-queued-use-new-config: 15 events in one place all run once")
  void throttledEventsRun() {
    assertThat(sets(Events.trying(2).reserving(1).times(15).predict("succeed")))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName(
      "async-zero-reserved: an event of a function that may not run is kept at once, unrun")
  void eventNeverRuns() {
    MessagePrediction event =
        Events.trying(0).reserving(0).keeping(OnFailure.DESTINATION).predict("succeed");
    assertHolds(event, 0, 0, Fate.DEAD_LETTERED, 1, 1);
    assertThat(event.fates()).containsExactly(Fate.DEAD_LETTERED);
    assertThat(event.receives()).isEqualTo(IntRange.exactly(0));
    assertThat(event.deadLetteredNotBefore()).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("async-age-limits: 60 s and 6 h are accepted, less and more are not")
  void ageLimits() {
    assertThat(function(2, 60).maximumEventAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(function(2, 21_600).maximumEventAge()).isEqualTo(Duration.ofHours(6));
    assertThatThrownBy(() -> function(2, 59)).isInstanceOf(InvalidScenario.class);
    assertThatThrownBy(() -> function(2, 21_601)).isInstanceOf(InvalidScenario.class);
  }

  @Test
  @DisplayName("no asynchronous retry comes at or after the maximum event age")
  void maximumEventAge() {
    assertThat(AsyncRetries.sinceFirstAttempt(function(2, 60))).isEmpty();
    assertThat(AsyncRetries.sinceFirstAttempt(function(2, 120))).isEqualTo(seconds(60));
  }

  private static FunctionSettings function(int attempts, int ageSeconds) {
    return new FunctionSettings(FIVE_SECONDS, attempts, Duration.ofSeconds(ageSeconds));
  }
}
