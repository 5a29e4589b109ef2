package dev.retrylab.harness.expect;

import static dev.retrylab.harness.expect.PredictionAssert.sets;
import static dev.retrylab.harness.expect.Small.fifo;
import static dev.retrylab.harness.expect.Small.standard;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The consumer of the dead-letter queue has two at a time at the most, of the same places. */
@DisplayName("Where all functions share what the account may run")
class AccountConcurrencyTest {
  private static final String DEAD_LETTERED =
      "receives 2, errors 2, dlq copies 1, dlq count 3, dead-lettered";

  /**
   * In the dead-letter queue each of 2 messages x 2 runs, its copy there, and one more of these
   * before it may keep the only place for 5 s, and the next try may come 30 s + 20 s later: 12 x 55
   * s = 660 s, and in these 22 receives after the first.
   */
  @Test
  @DisplayName("too few of them throttle both consumers")
  void throttled() {
    assertThat(standard().account(1).apart("throw", "succeed").documented())
        .extracting(PredictionAssert::sets)
        .containsExactly(
            "receives 2, errors 0..2, dlq copies 1, dlq count 3..26, dead-lettered",
            "receives 1..2, errors 0, dlq copies 0..1, dlq count 3..26, consumed or dead-lettered");
  }

  @Test
  @DisplayName("a message needs one place, in whichever of both queues it is")
  void enough() {
    assertThat(standard().account(2).apart("throw", "throw").documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(DEAD_LETTERED);
    assertThat(sets(standard().account(1).apart("throw").only())).isEqualTo(DEAD_LETTERED);
  }

  /** 1 message x 2 runs x 3 x 55 s in one place: 330 s, and 11 receives after the first. */
  @Test
  @DisplayName("but for what the consumer sends to the dead-letter queue while it runs")
  void forwarded() {
    assertThat(sets(standard().account(3).apart("forward").only()))
        .isEqualTo("receives 1, errors 0, dlq copies 1, dlq count 1, forwarded");
    assertThat(sets(standard().account(1).apart("forward").only()))
        .isEqualTo(
            "receives 1..2, errors 0, dlq copies 1..3, dlq count 1..15, forwarded or dead-lettered");
  }

  @Test
  @DisplayName("FIFO asks for one place a group, and one for what is behind a moved message")
  void groups() {
    assertThat(fifo().account(2).group("g", "throw", "throw").documented())
        .extracting(PredictionAssert::sets)
        .containsOnly(DEAD_LETTERED);
    assertThat(fifo().account(1).group("g", "throw", "throw").documented().get(0).mayGoUnrun())
        .isTrue();
  }

  @Test
  @DisplayName("a mapping that keeps within what the account has is never throttled")
  void maximumConcurrency() {
    Small hundred = standard().apart(Collections.nCopies(100, "succeed").toArray(String[]::new));
    assertThat(sets(hundred.maximumConcurrency(5).account(7).documented().get(0)))
        .isEqualTo("receives 1, errors 0, dlq copies 0, dlq count -, consumed");
    assertThat(hundred.maximumConcurrency(5).account(6).documented().get(0).mayGoUnrun()).isTrue();
  }

  /** A standard queue's mapping has up to 1,250 under way, a provisioned poller 10. */
  @Test
  @DisplayName("1,000 are too few for more messages, but not for two provisioned pollers")
  void most() {
    Small more = standard().apart(Collections.nCopies(1_001, "succeed").toArray(String[]::new));
    assertThat(more.documented().get(0).mayGoUnrun()).isTrue();
    assertThat(more.account(1_001).documented().get(0).mayGoUnrun()).isFalse();
    assertThat(more.provisionedPollers(2, 2).documented().get(0).mayGoUnrun()).isFalse();
    assertThat(more.provisionedPollers(2, 2).account(22).documented().get(0).mayGoUnrun())
        .isFalse();
    assertThat(more.provisionedPollers(2, 2).account(21).documented().get(0).mayGoUnrun()).isTrue();
    Small many = standard().apart(Collections.nCopies(2_000, "succeed").toArray(String[]::new));
    assertThat(many.account(1_252).documented().get(0).mayGoUnrun()).isFalse();
    assertThat(many.account(1_251).documented().get(0).mayGoUnrun()).isTrue();
  }

  /** The 660 s from above are longer than the 5 min that the dead-letter queue keeps it. */
  @Test
  @DisplayName("a dead-letter queue that keeps messages for a short time may lose them unseen")
  void unseen() {
    assertThat(
            sets(
                fifo()
                    .account(1)
                    .retention(Duration.ofDays(4), Duration.ofMinutes(5))
                    .apart("throw", "succeed")
                    .documented()
                    .get(0)))
        .isEqualTo(
            "receives 0..2, errors 0..2, dlq copies 0..1, dlq count 3..14, dead-lettered or expired");
  }
}
