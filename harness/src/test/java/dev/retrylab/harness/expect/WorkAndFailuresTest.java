package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Worked out by hand: visibility timeout 30 s, maxReceiveCount 2, function timeout 5 s, of which
 * half a second is left for what a run takes besides its work.
 */
@DisplayName("What is predicted of work and of failures that depend on the time")
class WorkAndFailuresTest {
  private static final String CONSUMED =
      "receives 1, errors 0, dlq copies 0, dlq count -, consumed";
  private static final String DEAD =
      "receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered";
  private static final String EITHER =
      "receives 1..2, errors 0..2, dlq copies 0..1, dlq count 3, consumed or dead-lettered";

  @Test
  @DisplayName("work as long as the function timeout times out, and shorter work does not")
  void work() {
    assertThat(sets(fifo(working("succeed", 5_000)).only())).isEqualTo(DEAD);
    assertThat(sets(fifo(working("succeed", 4_499)).only())).isEqualTo(CONSUMED);
    assertThat(sets(fifo(working("succeed", 4_500)).only())).isEqualTo(EITHER);
  }

  @Test
  @DisplayName("two records of 3 s may share a run of 5 s, and two of 2 s are done in it")
  void batch() {
    // Whichever comes second in the batch is timed out, or not reached.
    Small two =
        Small.standard().with(List.of(working("succeed", 3_000), working("succeed", 3_000)));
    assertThat(two.documented()).allSatisfy(one -> assertThat(sets(one)).isEqualTo(CONSUMED));
    assertThat(two.batches(2).documented())
        .allSatisfy(
            one ->
                assertThat(sets(one))
                    .isEqualTo(EITHER.replace("errors 0..2,", "errors 0..2, unprocessed 0..2,")));
    assertThat(fifo(working("succeed", 2_000), working("succeed", 2_000)).batches(2).documented())
        .allSatisfy(one -> assertThat(sets(one)).isEqualTo(CONSUMED));
  }

  @Test
  @DisplayName("the next of a group waits for the work on the one before it")
  void group() {
    List<MessagePrediction> group =
        fifo(working("succeed", 3_000), working("succeed", 1_000)).documented();
    assertThat(group.get(1).earliest()).isEqualTo(seconds(3));
  }

  @Test
  @DisplayName("an outage that outlasts both receives dead-letters, one that is over does nothing")
  void outage() {
    // The second run is at most 25 + 50 s after the sending: two polls of 20 s, 30 s, a run of 5 s.
    assertThat(sets(fifo(working("fail-until 77s", 0)).only())).isEqualTo(DEAD);
    assertThat(sets(fifo(working("fail-until 76s", 0)).only()))
        .isEqualTo(
            "receives 2, errors 1..2, dlq copies 0..1, dlq count 3, consumed or dead-lettered");
    assertThat(sets(fifo(sent(12, "fail-until 10s")).only())).isEqualTo(CONSUMED);
    assertThat(sets(fifo(sent(12, "fail-between 39s 1h")).only())).isEqualTo(CONSUMED);
  }

  @Test
  @DisplayName("an outage that is over before the second receive is survived")
  void survived() {
    assertThat(sets(fifo(working("fail-until 20s", 0)).only()))
        .isEqualTo("receives 1..2, errors 0..1, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName("a visibility timeout that the consumer sets counts from the end of its work")
  void ownVisibility() {
    MessagePrediction fails = fifo(working("fail-with-visibility 90s", 2_000)).only();
    assertThat(sets(fails)).isEqualTo(DEAD);
    assertThat(fails.earliest()).isEqualTo(seconds(0, 92));
    assertThat(fails.deadLetteredNotBefore()).contains(Duration.ofSeconds(184));
  }

  @Test
  @DisplayName("a backoff grows up to its longest")
  void backoff() {
    MessagePrediction fails =
        fifo(working("fail-with-backoff 10s x3 max 1m", 0)).maxReceives(4).only();
    assertThat(fails.earliest()).isEqualTo(seconds(0, 10, 40, 100));
    assertThat(fails.deadLetteredNotBefore()).contains(Duration.ofSeconds(160));
  }

  @Test
  @DisplayName("in a batch it may be given back unprocessed, and come back when the queue says")
  void backoffInBatch() {
    MessagePrediction fails =
        fifo(working("fail-with-visibility 90s", 0), working("throw", 0))
            .batches(2)
            .documented()
            .get(0);
    assertThat(fails.earliest()).isEqualTo(seconds(0, 30));
  }

  @Test
  @DisplayName("a run that is late sets the visibility timeout of the receive after its own")
  void lateRun() {
    // A window of 2 s and a run of 5 s outlast the visibility timeout of 5 s.
    MessagePrediction fails =
        Small.standard()
            .visibility(Duration.ofSeconds(5))
            .window(Duration.ofSeconds(2))
            .with(List.of(working("fail-with-visibility 3s", 4_000)))
            .only();
    assertThat(fails.earliest()).isEqualTo(seconds(0, 3));
    assertThat(fails.deadLetteredNotBefore()).contains(Duration.ofSeconds(6));
  }

  @Test
  @DisplayName("a rate is drawn: of m1 the first five receives draw 18, 36, 30, 13, 91")
  void rate() {
    assertThat(sets(fifo(working("fail-rate 18%", 0)).only())).isEqualTo(CONSUMED);
    assertThat(fifo(working("fail-rate 19%", 0)).maxReceives(9).only().functionErrors().min())
        .isPositive();
  }

  @Test
  @DisplayName("a run that may time out first may leave the visibility timeout as it is")
  void noTimeToSet() {
    assertThat(fifo(working("fail-with-visibility 90s", 4_499)).only().earliest())
        .isEqualTo(List.of(Duration.ZERO, Duration.ofMillis(94_499)));
    assertThat(fifo(working("fail-with-visibility 90s", 4_500)).only().earliest())
        .isEqualTo(seconds(0, 30));
    assertThat(fifo(working("fail-with-visibility 3s", 4_500)).only().earliest())
        .isEqualTo(List.of(Duration.ZERO, Duration.ofMillis(7_500)));
  }

  @Test
  @DisplayName("messages of a standard queue that differ in what decides are predicted apart")
  void apart() {
    List<MessagePrediction> outage =
        standard(sent(0, "fail-until 40s"), sent(45, "fail-until 40s"));
    assertThat(outage.get(0).functionErrors().min()).isEqualTo(1);
    assertThat(outage.get(1).functionErrors().max()).isZero();
    List<MessagePrediction> own =
        standard(
            working("fail-with-visibility 90s", 0), working("fail-with-visibility 90s", 2_000));
    assertThat(own.get(0).earliest()).isEqualTo(seconds(0, 90));
    assertThat(own.get(1).earliest()).isEqualTo(seconds(0, 92));
    List<MessagePrediction> work = standard(working("succeed", 1_000), working("succeed", 4_600));
    assertThat(work).extracting(PredictionAssert::sets).containsExactly(CONSUMED, EITHER);
  }

  @Test
  @DisplayName("an outage is sure only while the work on others cannot hold up a message past it")
  void heldUp() {
    // Within 20 s of a long poll, 5 s of a run that is late, and the work on all six, two at a
    // time.
    assertThat(sureErrors(5, 2, 26)).isZero();
    assertThat(sureErrors(5, 2, 27)).isEqualTo(1);
    assertThat(sureErrors(6, 2, 35)).isZero(); // 6 x 1.5 s x 2 receives / 2
    assertThat(sureErrors(6, 2, 36)).isEqualTo(1);
    assertThat(sureErrors(6, 4, 44)).isZero();
    assertThat(sureErrors(6, 4, 45)).isEqualTo(1);
  }

  private static int sureErrors(int messages, int maxReceiveCount, int outage) {
    MessageSpec one = working("fail-until " + outage + "s", 1_000);
    return Small.standard()
        .with(Collections.nCopies(messages, one))
        .maxReceives(maxReceiveCount)
        .documented()
        .get(0)
        .functionErrors()
        .min();
  }

  private static List<MessagePrediction> standard(MessageSpec... messages) {
    return Small.standard().with(List.of(messages)).documented();
  }

  private static Small fifo(MessageSpec... messages) {
    return Small.fifo().with(List.of(messages));
  }

  private static MessageSpec working(String behaviour, long millis) {
    return MessageSpec.of("m", "u")
        .behaving(Behaviour.parse(behaviour))
        .lasting(Duration.ofMillis(millis));
  }

  private static MessageSpec sent(long seconds, String behaviour) {
    return working(behaviour, 0).sentAfter(Duration.ofSeconds(seconds));
  }
}
