package dev.retrylab.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.bench.Figure.Mark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  @DisplayName("A figure past its limit is missed, on it is met")
  void marks() {
    assertThat(Figure.atMost("time", 4.01, 4, "s").mark()).isEqualTo(Mark.MISSED);
    assertThat(Figure.atMost("time", 4, 4, "s").mark()).isEqualTo(Mark.MET);
    assertThat(Figure.atLeast("ratio", 2.99, 3, "times"))
        .isEqualTo(new Figure("ratio", "2.99 times", "at least 3 times", Mark.MISSED));
    assertThat(Figure.atLeast("ratio", 3, 3, "times").mark()).isEqualTo(Mark.MET);
    assertThat(Figure.atMost("time", Double.NaN, 4, "s").mark()).isEqualTo(Mark.MISSED);
  }

  @Test
  @DisplayName("Numbers are written with three digits that count")
  void numbers() {
    assertThat(Figure.text(12345.6)).isEqualTo("12,346");
    assertThat(Figure.text(12.345)).isEqualTo("12.3");
    assertThat(Figure.text(0.123)).isEqualTo("0.12");
    assertThat(Figure.text(500)).isEqualTo("500");
  }
}
