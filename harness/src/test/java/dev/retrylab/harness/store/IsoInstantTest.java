package dev.retrylab.harness.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IsoInstantTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T07:31:19.554Z",
        "2026-11-22T07:31:19Z",
        "2026-11-22T07:31:19.1Z",
        "2026-11-22T07:31:19.Z",
        "2024-02-29T23:59:59.999999999Z",
        "1969-12-31T23:59:59.001Z",
        "2026-11-22T24:00:00Z",
        "2026-12-31T23:59:60Z",
        "+12026-11-22T07:31:19.554Z",
        "2026-11-22t07:31:19.554z",
        "2026-11-22T07:31:19+01:00"
      })
  void reads_what_the_jdk_reads(String text) {
    assertThat(IsoInstant.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-22",
        "2026-11-22T07:31Z",
        "2026-11-22T07:31:19.1234567890Z",
        "2026-02-30T07:31:19Z",
        "2026-13-01T07:31:19Z",
        "2026-11-22T07:61:19Z",
        "2026-11-22T07:31:19.5x4Z",
        "2026-11-22 07:31:19.554Z",
        "٢٠٢٦-11-22T07:31:19.554Z"
      })
  void refuses_what_the_jdk_refuses(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> IsoInstant.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-11-22T07:31:19.050Z",
        "2026-11-22T07:31:19.000001Z",
        "2026-11-22T07:31:19.001000001Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void writes_what_the_jdk_writes(String text) {
    assertThat(IsoInstant.text(Instant.parse(text))).isEqualTo(text);
    assertThat(Instant.parse(text)).hasToString(text);
  }

  @Test
  void every_second_of_a_leap_year_s_first_quarter_in_steps() {
    Instant start = Instant.parse("2028-01-01T00:00:00Z");
    IntStream.range(0, 90_000)
        .mapToObj(i -> start.plusSeconds(i * 91L).plusNanos(i * 10_007L))
        .forEach(
            time -> {
              assertThat(IsoInstant.parse(time.toString())).isEqualTo(time);
              assertThat(IsoInstant.text(time)).isEqualTo(time.toString());
            });
  }
}
