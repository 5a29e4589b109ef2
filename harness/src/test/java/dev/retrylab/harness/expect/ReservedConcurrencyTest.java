package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With limited concurrency")
class ReservedConcurrencyTest {
  private static final String DEAD_LETTERED =
      "receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered";

  @Test
  @DisplayName("the mapping's own maximum leaves messages in the queue, and changes no count")
  void maximumConcurrency() {
    assertThat(standard().maximumConcurrency(2).apart("throw", "throw", "throw").documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(DEAD_LETTERED);
  }

  @Test
  @DisplayName("a message may expire while all places are busy")
  void expiresWhileWaiting() {
    String[] many = Collections.nCopies(100, "hang").toArray(String[]::new);
    // 100 messages x 2 runs x 5 s in 2 places may take 500 s, longer than the 5 min of retention.
    assertThat(
            standard()
                .retention(Duration.ofMinutes(5), Duration.ofDays(14))
                .maximumConcurrency(2)
                .apart(many)
                .documented()
                .get(0)
                .fates())
        .contains(dev.retrylab.harness.timeline.Fate.EXPIRED);
  }

  @Test
  @DisplayName("too little reserved for the function throttles: receives without a run are counted")
  void throttled() {
    assertThat(standard().reservedConcurrency(1).apart("throw", "succeed").documented())
        .extracting(PredictionAssert::sets)
        .containsExactly(
            "receives 2, errors 0..2, dlq copies 1, dlq count 3, dead-lettered",
            "receives 1..2, errors 0, dlq copies 0..1, dlq count 3, consumed or dead-lettered");
  }

  @Test
  @DisplayName("a run as long as the visibility timeout may keep the place that the next one wants")
  void sameLength() {
    Small alone = standard().reservedConcurrency(1).apart("hang");
    assertThat(sets(alone.visibility(Duration.ofSeconds(6)).only())).isEqualTo(DEAD_LETTERED);
    assertThat(sets(alone.visibility(Duration.ofSeconds(5)).only()))
        .isEqualTo("receives 2, errors 0..2, dlq copies 1, dlq count 3, dead-lettered");
  }

  /** Moved after 70 s at the earliest, when the dead-letter queue keeps nothing that old. */
  @Test
  @DisplayName("a message that is never seen again has receives that nothing proves")
  void unseen() {
    assertThat(
            standard()
                .maxReceives(1)
                .visibility(Duration.ofSeconds(70))
                .retention(Duration.ofDays(4), Duration.ofSeconds(60))
                .reservedConcurrency(1)
                .apart("hang", "succeed", "succeed")
                .documented())
        .extracting(MessagePrediction::receives)
        .containsOnly(new IntRange(0, 1));
  }

  @Test
  @DisplayName("a throttled run may begin late, so that a message is forwarded at each receive")
  void forwardedAgain() {
    assertThat(
            sets(standard().reservedConcurrency(1).apart("forward", "succeed").documented().get(0)))
        .isEqualTo(
            "receives 1..2, errors 0, dlq copies 1..3, dlq count 1..3, forwarded or dead-lettered");
  }

  @Test
  @DisplayName("FIFO asks for one place a group, and a maximum of the mapping's keeps within it")
  void enough() {
    assertThat(fifo().reservedConcurrency(1).group("g", "throw", "throw").documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(DEAD_LETTERED);
    assertThat(
            standard()
                .reservedConcurrency(2)
                .maximumConcurrency(2)
                .apart("throw", "throw", "throw")
                .documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(DEAD_LETTERED);
  }

  @Test
  @DisplayName("0 reserved means that nothing ever runs, and receives may be used up all the same")
  void neverRuns() {
    assertThat(sets(fifo().reservedConcurrency(0).apart("succeed").only()))
        .isEqualTo(
            "receives 0..2, errors 0, dlq copies 0..1, dlq count 3, dead-lettered or expired");
    assertThat(sets(fifo().withoutDlq().reservedConcurrency(0).apart("succeed").only()))
        .isEqualTo("receives 0..11520, errors 0, dlq copies 0, dlq count -, expired");
  }
}
