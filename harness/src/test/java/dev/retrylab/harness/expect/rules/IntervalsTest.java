package dev.retrylab.harness.expect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Intervals of 2, 6 and then 18 s")
class IntervalsTest {
  private static final Intervals GROWING =
      new Intervals(List.of(seconds(2), seconds(6)), seconds(18));

  @Test
  @DisplayName("come to 0, 2, 8, 26 and 44 s")
  void sum() {
    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(GROWING::sum)
        .containsExactly(seconds(0), seconds(2), seconds(8), seconds(26), seconds(44));
  }

  @Test
  @DisplayName("are counted before a deadline, the start with them, up to a limit")
  void count() {
    assertThat(before(0, 9)).isZero();
    assertThat(before(1, 9)).isEqualTo(1);
    assertThat(before(2, 9)).isEqualTo(1);
    assertThat(before(3, 9)).isEqualTo(2);
    assertThat(before(8, 9)).isEqualTo(2);
    assertThat(before(9, 9)).isEqualTo(3);
    assertThat(before(26, 9)).isEqualTo(3);
    assertThat(before(27, 9)).isEqualTo(4);
    assertThat(before(45, 9)).isEqualTo(5);
    assertThat(before(9, 2)).isEqualTo(2);
    assertThat(before(3, 1)).isEqualTo(1);
    assertThat(Intervals.constant(Duration.ZERO).countBefore(seconds(0), seconds(1), 7))
        .isEqualTo(7);
  }

  private static int before(long deadline, int limit) {
    return GROWING.countBefore(seconds(0), seconds(deadline), limit);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
