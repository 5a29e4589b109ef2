package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.assertHolds;
import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.seconds;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.rules.DocumentedRules;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With batches of several records")
class SharedBatchesTest {
  private static final String EXACT_FAILURE =
      "receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered";

  @Test
  @DisplayName("a poisoned batch may forward a message once for each attempt and redrive it too")
  void poisonedBatch() {
    List<MessagePrediction> messages = fifo().batches(10).apart("forward", "throw").documented();
    assertThat(sets(messages.get(0)))
        .isEqualTo(
            "receives 1..2, errors 0..2, unprocessed 0..2, dlq copies 1..3, dlq count 1..3,"
                + " forwarded or dead-lettered");
    assertThat(sets(messages.get(1))).isEqualTo(EXACT_FAILURE);
    // seen on Floci and MiniStack alike: four records at the DLQ consumer, three of user 1
    assertHolds(messages.get(0), 2, 2, Fate.DEAD_LETTERED, 3, 3);
    assertHolds(messages.get(1), 2, 2, Fate.DEAD_LETTERED, 1, 3);
  }

  @Test
  @DisplayName("item failures save what comes before the failing record, never send it twice")
  void itemFailures() {
    List<MessagePrediction> messages =
        fifo().batches(10).reportingItemFailures().apart("forward", "throw").documented();
    // Behind the failing record at both receives, it is never reached and dead-lettered unsent.
    assertThat(sets(messages.get(0)))
        .isEqualTo(
            "receives 1..2, errors 0, unprocessed 0..2, dlq copies 1, dlq count 1..3,"
                + " forwarded or dead-lettered");
    assertThat(messages.get(0).healthy()).isTrue();
    assertThat(messages.get(0).mayGoUnrun()).isTrue();
    assertThat(sets(messages.get(1))).isEqualTo(EXACT_FAILURE);
  }

  @Test
  @DisplayName("in one group with item failures the earlier message is safe, the later one is not")
  void itemFailuresInOneGroup() {
    Small reporting = fifo().batches(10).reportingItemFailures();
    assertThat(sets(reporting.group("g", "forward", "throw").documented().get(0)))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
    assertThat(sets(reporting.group("g", "throw", "succeed").documented().get(1)))
        .isEqualTo(
            "receives 1..2, errors 0, unprocessed 0..2, dlq copies 0..1, dlq count 3,"
                + " consumed or dead-lettered");
  }

  @Test
  @DisplayName("over a standard queue a failing record takes no other with it, if it is reported")
  void failedOnly() {
    List<MessagePrediction> messages =
        standard()
            .batches(10)
            .maxReceives(3)
            .reportingItemFailures()
            .apart("throw", "succeed", "succeed", "forward")
            .documented();
    assertThat(messages)
        .extracting(PredictionAssert::sets)
        .containsExactly(
            "receives 3, errors 3, dlq copies 1, dlq count 4, dead-lettered",
            "receives 1, errors 0, dlq copies 0, dlq count -, consumed",
            "receives 1, errors 0, dlq copies 0, dlq count -, consumed",
            "receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
    assertThat(messages.get(0).because().get(2)).isEqualTo(DocumentedRules.FAILED_ONLY);
    assertThat(messages).noneMatch(MessagePrediction::mayGoUnrun);
  }

  @Test
  @DisplayName(
      "a function that stops at the first failure over a standard queue takes others along")
  void stopAtFirst() {
    assertThat(
            sets(
                standard()
                    .batches(10)
                    .reportingItemFailures()
                    .partialBatch(PartialBatch.STOP_AT_FIRST)
                    .apart("succeed", "throw")
                    .documented()
                    .get(0)))
        .isEqualTo(
            "receives 1..2, errors 0, unprocessed 0..2, dlq copies 0..1, dlq count 3,"
                + " consumed or dead-lettered");
  }

  @Test
  @DisplayName("a function that skips the failed group spares the other groups")
  void skipGroup() {
    Small skipping =
        fifo().batches(10).reportingItemFailures().partialBatch(PartialBatch.SKIP_GROUP);
    assertThat(skipping.apart("throw", "succeed").documented())
        .extracting(PredictionAssert::sets)
        .containsExactly(
            EXACT_FAILURE, "receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    assertThat(sets(skipping.group("g", "throw", "succeed").documented().get(1)))
        .isEqualTo(
            "receives 1..2, errors 0, unprocessed 0..2, dlq copies 0..1, dlq count 3,"
                + " consumed or dead-lettered");
  }

  @Test
  @DisplayName("over FIFO a function that reports only what failed lets the later ones overtake")
  void overtaking() {
    List<MessagePrediction> messages =
        fifo()
            .batches(2)
            .reportingItemFailures()
            .partialBatch(PartialBatch.FAILED_ONLY)
            .group("g", "throw", "succeed", "succeed", "crash")
            .documented();
    assertThat(sets(messages.get(1)))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    // Behind the first, which comes back, there is room for one once the second has gone.
    assertThat(messages.get(2).earliest().get(0)).isEqualTo(Duration.ZERO);
    assertThat(messages.get(2).fates()).containsExactly(Fate.CONSUMED, Fate.DEAD_LETTERED);
  }

  @Test
  @DisplayName("a crash takes the whole batch with it, item failures or not")
  void crashReportsNothing() {
    assertThat(
            sets(
                fifo()
                    .batches(10)
                    .reportingItemFailures()
                    .group("g", "forward", "crash")
                    .documented()
                    .get(0)))
        .isEqualTo(
            "receives 1..2, errors 0..2, dlq copies 1..3, dlq count 1..3,"
                + " forwarded or dead-lettered");
  }

  @Test
  @DisplayName("a failing record that is reported first shields those before it from a crash")
  void reportShields() {
    List<MessagePrediction> messages =
        fifo()
            .batches(10)
            .reportingItemFailures()
            .group("g", "forward", "throw", "crash")
            .documented();
    assertThat(sets(messages.get(0)))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
  }

  @Test
  @DisplayName("one failing run of another can spoil one receive only")
  void oneFailureSpoilsOneReceive() {
    assertThat(
            sets(
                standard()
                    .batches(10)
                    .maxReceives(3)
                    .apart("succeed", "fail-times 1")
                    .documented()
                    .get(0)))
        .isEqualTo(
            "receives 1..2, errors 0..1, unprocessed 0..1, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName("over FIFO a message out of reach of one batch cannot spoil another of its group")
  void outOfReach() {
    List<MessagePrediction> messages =
        fifo().batches(2).group("g", "throw", "succeed", "forward").documented();
    assertThat(sets(messages.get(2)))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
    assertThat(messages.get(1).earliest()).isEqualTo(seconds(0, 30));
    assertThat(messages.get(2).earliest()).isEqualTo(seconds(60));
  }

  @Test
  @DisplayName("a batching window that outlasts the visibility timeout opens everything")
  void windowOutlastsVisibility() {
    // 26 s + 5 s of function timeout are more than 30 s; 25 s + 5 s are not
    Small standard = standard().batches(10).apart("forward");
    assertThat(sets(standard.window(Duration.ofSeconds(26)).only()))
        .isEqualTo(
            "receives 1..2, errors 0..2, unprocessed 0..2, dlq copies 1..3, dlq count 1..3,"
                + " forwarded or dead-lettered");
    assertThat(sets(standard.window(Duration.ofSeconds(25)).only()))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
  }

  @Test
  @DisplayName("where nobody fails nothing is open")
  void nobodyFails() {
    assertThat(fifo().batches(10).apart("succeed", "forward").documented())
        .extracting(PredictionAssert::sets)
        .containsExactly(
            "receives 1, errors 0, dlq copies 0, dlq count -, consumed",
            "receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
  }
}
