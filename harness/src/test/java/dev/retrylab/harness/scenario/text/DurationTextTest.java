package dev.retrylab.harness.scenario.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest(name = "\"{0}\" is {1}, in seconds")
  @CsvFileSource(resources = "/scenario/durations.csv", numLinesToSkip = 2)
  void isReadOrRefused(String text, String seconds) {
    if (seconds.equals("refused")) {
      assertThatThrownBy(() -> DurationText.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  @ParameterizedTest(name = "{0} seconds print as {1}")
  @CsvSource({"0, 0s", "30, 30s", "300, 5m", "345600, 4d", "5400, 1h30m", "200, 3m20s"})
  void isPrintedInTheLargestUnits(long seconds, String text) {
    assertThat(DurationText.print(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @Test
  void namesTheUnitsForABareNumber() {
    assertThatThrownBy(() -> DurationText.parse("30"))
        .hasMessage("is 30, a number without a unit; write 30s, 30m, 30h or 30d.");
  }

  @Property(tries = 200)
  void isReadBackAsItWasPrinted(@ForAll @LongRange(min = 0, max = 14 * 86_400) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(DurationText.parse(DurationText.print(duration))).isEqualTo(duration);
  }
}
