package dev.retrylab.harness.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "49, 0.0 s",
    "50, 0.1 s",
    "30_000, 30.0 s",
    "30_949, 30.9 s",
    "30_950, 31.0 s",
    "999_949, 999.9 s",
    "999_999, 1000.0 s",
    "1_000_000, 16 min 40 s",
    "1_000_499, 16 min 40 s",
    "1_000_500, 16 min 41 s",
    "3_600_000, 1 h 00 min 00 s",
    "3_605_000, 1 h 00 min 05 s",
    "90_000_000, 25 h 00 min 00 s"
  })
  void a_length_is_told_to_a_tenth_and_from_1000_seconds_to_a_second(String millis, String text) {
    Duration length = Duration.ofMillis(Long.parseLong(millis.replace("_", "")));
    assertThat(TimeText.length(length)).isEqualTo(text);
    assertThat(TimeText.offset(length)).isEqualTo("+" + text);
    assertThat(TimeText.offset(length.negated())).isEqualTo((length.isZero() ? "+" : "-") + text);
  }
}
