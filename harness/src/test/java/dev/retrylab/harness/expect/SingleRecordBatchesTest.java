package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With batches of one record")
class SingleRecordBatchesTest {

  @ParameterizedTest(name = "{0} uses up its 3 receives and is dead-lettered with count 4")
  @ValueSource(strings = {"throw", "hang", "crash", "fail-times 3", "fail-times 9"})
  void failsThroughout(String behaviour) {
    MessagePrediction message = fifo().maxReceives(3).apart(behaviour).only();
    assertThat(sets(message))
        .isEqualTo("receives 3, errors 3, dlq copies 1, dlq count 4, dead-lettered");
    assertThat(message.earliest()).isEqualTo(seconds(0, 30, 60));
    assertThat(message.deadLetteredNotBefore()).contains(Duration.ofSeconds(90));
  }

  @ParameterizedTest(name = "fail-times {0} of 3: {1} receives, {2} errors")
  @CsvSource({"1, 2, 1", "2, 3, 2"})
  void failsAtFirst(int times, int receives, int errors) {
    MessagePrediction message = fifo().maxReceives(3).apart("fail-times " + times).only();
    assertThat(sets(message))
        .isEqualTo(
            "receives %d, errors %d, dlq copies 0, dlq count -, consumed"
                .formatted(receives, errors));
    assertThat(message.deadLetteredNotBefore()).isEmpty();
  }

  @Test
  @DisplayName("succeed and forward take one receive; a forwarded copy has count 1")
  void succeedsAtOnce() {
    assertThat(sets(fifo().apart("succeed").only()))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    assertThat(sets(fifo().apart("forward").only()))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
  }

  @Test
  @DisplayName("the delay of the queue puts everything off")
  void delays() {
    MessagePrediction message = fifo().delay(Duration.ofSeconds(7)).apart("throw").only();
    assertThat(message.earliest()).isEqualTo(seconds(7, 37));
    assertThat(message.deadLetteredNotBefore()).contains(Duration.ofSeconds(67));
  }

  @Test
  @DisplayName("a later message of a FIFO group waits until the earlier ones are gone")
  void waitsForItsGroup() {
    var messages = fifo().group("g", "throw", "fail-times 1", "succeed").documented();
    assertThat(messages.get(1).earliest()).isEqualTo(seconds(60, 90));
    assertThat(messages.get(2).earliest()).isEqualTo(seconds(90));
  }

  @Test
  @DisplayName("another group, and a standard queue, do not wait")
  void doesNotWaitForOthers() {
    assertThat(fifo().apart("throw", "succeed").documented().get(1).earliest())
        .isEqualTo(seconds(0));
    assertThat(Small.standard().group("g", "throw", "succeed").documented().get(1).earliest())
        .isEqualTo(seconds(0));
  }
}
