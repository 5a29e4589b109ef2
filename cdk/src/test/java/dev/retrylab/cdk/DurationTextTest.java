package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A duration")
final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"0s, 0", "30s, 30", "5m, 300", "12h, 43200", "4d, 345600", "1h30m, 5400"})
  void reads_and_writes_as_people_write_it(String text, long seconds) {
    assertThat(DurationText.parse(text)).hasValue(Duration.ofSeconds(seconds));
    assertThat(DurationText.of(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "30 s", "-1s", "1m1h", "1.5h", "30S", "PT30S", "9999999999s"})
  void is_nothing_else(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }
}
