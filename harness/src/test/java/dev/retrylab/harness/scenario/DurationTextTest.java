package dev.retrylab.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest(name = "{0} is {1} seconds")
  @CsvSource({
    "0s, 0",
    "30s, 30",
    "5m, 300",
    "12h, 43200",
    "4d, 345600",
    "1h30m, 5400",
    "200s, 200"
  })
  void isReadInSeconds(String text, long seconds) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest(name = "{0} seconds print as {1}")
  @CsvSource({"0, 0s", "30, 30s", "300, 5m", "345600, 4d", "5400, 1h30m", "200, 3m20s"})
  void isPrintedInTheLargestUnits(long seconds, String text) {
    assertThat(DurationText.print(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest(name = "\"{0}\" is refused")
  @CsvSource({"30", "''", "s", "5x", "5m1h", "-5s", "1.5s", "30 s", "9999999d", "PT5S"})
  void isRefusedWhenItIsAnythingElse(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "a bare number names the units")
  @CsvSource("30")
  void namesTheUnitsForABareNumber(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .hasMessage("is 30, a number without a unit; write 30s, 30m, 30h or 30d.");
  }

  @Property(tries = 200)
  void isReadBackAsItWasPrinted(@ForAll @LongRange(min = 0, max = 14 * 86_400) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    assertThat(DurationText.parse(DurationText.print(duration))).isEqualTo(duration);
  }
}
