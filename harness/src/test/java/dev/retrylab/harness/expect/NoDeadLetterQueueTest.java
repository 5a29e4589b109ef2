package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Without a dead-letter queue")
class NoDeadLetterQueueTest {
  private static final Duration FOURTEEN_DAYS = Duration.ofDays(14);

  @Test
  @DisplayName("a failing message is retried until its retention ends, standard and FIFO")
  void retriedUntilRetentionEnds() {
    // Receives at 0, 30 ... 270 s at the soonest; at 20, 70 ... 270 s with each 20 s late.
    for (Small queue : List.of(standard(), fifo())) {
      assertThat(
              sets(
                  queue
                      .retention(Duration.ofMinutes(5), FOURTEEN_DAYS)
                      .withoutDlq()
                      .apart("throw")
                      .only()))
          .isEqualTo("receives 6..10, errors 6..10, dlq copies 0, dlq count -, expired");
    }
  }

  @Test
  @DisplayName("4 days at 30 s are 11520 receives at most")
  void fourDays() {
    MessagePrediction message = standard().withoutDlq().apart("hang").only();
    // 345600 s / 30 s, and / 50 s where each comes 20 s late
    assertThat(message.receives()).isEqualTo(new IntRange(6912, 11_520));
    assertThat(message.earliest()).hasSize(11_520);
    assertThat(message.because())
        .anyMatch(why -> why.statement().startsWith("Without a dead-letter queue"));
  }

  @Test
  @DisplayName("fail-times beyond any maxReceiveCount succeeds in the end")
  void succeedsInTheEnd() {
    assertThat(sets(standard().maxReceives(2).withoutDlq().apart("fail-times 100").only()))
        .isEqualTo("receives 101, errors 100, dlq copies 0, dlq count -, consumed");
  }

  @Test
  @DisplayName("no-retry leaves a failed message to expire")
  void noRetry() {
    assertThat(sets(standard().withoutDlq().apart("throw").predicted("no-retry").get(0)))
        .isEqualTo("receives 1, errors 1, dlq copies 0, dlq count -, expired");
  }

  @Test
  @DisplayName("a FIFO group stays blocked by a failing message until that expires")
  void blocksItsGroup() {
    List<MessagePrediction> messages =
        fifo()
            .retention(Duration.ofMinutes(5), FOURTEEN_DAYS)
            .withoutDlq()
            .group("g", "throw", "succeed")
            .documented();
    assertThat(messages.get(1).fates()).contains(dev.retrylab.harness.timeline.Fate.EXPIRED);
    assertThat(messages.get(1).receives().min()).isZero();
  }

  @Test
  @DisplayName("the shortest visibility timeout and the longest retention are no trouble")
  void extremes() {
    Small small =
        standard()
            .timeout(Duration.ofSeconds(1))
            .visibility(Duration.ofSeconds(1))
            .retention(FOURTEEN_DAYS, FOURTEEN_DAYS)
            .withoutDlq()
            .apart("throw");
    assertThat(small.only().receives().max()).isEqualTo(14 * 86_400);
  }
}
