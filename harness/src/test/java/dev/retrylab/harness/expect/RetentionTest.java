package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A receive is taken to come at most 20 s late, so near the end of retention sets open up. */
@DisplayName("Where retention is short")
class RetentionTest {
  private static final Duration FOURTEEN_DAYS = Duration.ofDays(14);

  @Test
  @DisplayName("a message expires before its second receive")
  void expiresAfterTheFirstReceive() {
    assertThat(
            sets(
                fifo()
                    .visibility(Duration.ofMinutes(1))
                    .retention(Duration.ofMinutes(1), FOURTEEN_DAYS)
                    .apart("throw")
                    .only()))
        .isEqualTo("receives 1, errors 1, dlq copies 0, dlq count -, expired");
  }

  @Test
  @DisplayName("the second receive at 30 s may or may not come before 60 s; the move cannot")
  void secondReceiveIsOpen() {
    assertThat(sets(fifo().retention(Duration.ofMinutes(1), FOURTEEN_DAYS).apart("throw").only()))
        .isEqualTo("receives 1..2, errors 1..2, dlq copies 0, dlq count -, expired");
  }

  @Test
  @DisplayName("the move at 60 s may or may not come before 90 s")
  void moveIsOpen() {
    assertThat(sets(fifo().retention(Duration.ofSeconds(90), FOURTEEN_DAYS).apart("throw").only()))
        .isEqualTo("receives 2, errors 2, dlq copies 0..1, dlq count 3, dead-lettered or expired");
  }

  @Test
  @DisplayName("the move at 60 s surely comes before 121 s, with three receives 20 s late each")
  void moveIsSure() {
    assertThat(sets(fifo().retention(Duration.ofSeconds(121), FOURTEEN_DAYS).apart("throw").only()))
        .isEqualTo("receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered");
  }

  @Test
  @DisplayName("a group behind failing messages expires without ever being received")
  void groupNeverComesUp() {
    String[] behaviours = IntStream.range(0, 5).mapToObj(i -> "throw").toArray(String[]::new);
    // 60 s for each message: the third would be due at 120 s, the retention.
    var messages =
        fifo().retention(Duration.ofMinutes(2), FOURTEEN_DAYS).group("g", behaviours).documented();
    assertThat(sets(messages.get(2)))
        .isEqualTo("receives 0, errors 0, dlq copies 0, dlq count -, expired");
    assertThat(messages.get(2).earliest()).isEmpty();
  }

  @Test
  @DisplayName("a standard DLQ counts from the first sending, a FIFO one from the move")
  void dlqClock() {
    // moved at 2 x 12 h, after the 20 h for which the DLQ keeps a message
    Duration twelveHours = Duration.ofHours(12);
    Duration fourDays = Duration.ofDays(4);
    Duration twentyHours = Duration.ofHours(20);
    assertThat(
            sets(
                standard()
                    .visibility(twelveHours)
                    .retention(fourDays, twentyHours)
                    .apart("throw")
                    .only()))
        .isEqualTo("receives 2, errors 2, dlq copies 0, dlq count -, expired");
    assertThat(
            sets(
                fifo()
                    .visibility(twelveHours)
                    .retention(fourDays, twentyHours)
                    .apart("throw")
                    .only()))
        .isEqualTo("receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered");
  }
}
