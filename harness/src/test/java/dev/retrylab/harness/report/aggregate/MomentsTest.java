package dev.retrylab.harness.report.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MomentsTest {
  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  private static Moments of(Duration length) {
    return Moments.between(START, START.plus(length));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 100, 1",
    "PT0.001S, 100, 2",
    "PT23.9S, 100, 240",
    "PT23.901S, 200, 121",
    "PT4H, 120000, 121",
    "P14D, 7200000, 169",
    "P119DT12H, 43200000, 240",
    "P120D, 86400000, 121",
    "P1000D, 432000000, 201"
  })
  void no_run_is_too_long_for_240_moments(Duration length, long step, int count) {
    assertThat(of(length)).isEqualTo(new Moments(START.toEpochMilli(), step, count));
  }

  @Test
  void a_time_belongs_to_the_moment_that_is_not_before_it() {
    Moments moments = of(Duration.ofSeconds(10));
    long start = START.toEpochMilli();
    assertThat(moments.index(start - 5)).isEqualTo(0);
    assertThat(moments.index(start)).isEqualTo(0);
    assertThat(moments.index(start + 1)).isEqualTo(1);
    assertThat(moments.index(start + 100)).isEqualTo(1);
    assertThat(moments.index(start + 101)).isEqualTo(2);
    assertThat(moments.index(start + 10_000)).isEqualTo(100);
    assertThat(moments.index(start + 10_001)).isEqualTo(101);
    assertThat(moments.index(Long.MAX_VALUE)).isEqualTo(101);
  }

  @Test
  void a_moment_has_a_time_and_an_offset() {
    Moments moments = of(Duration.ofSeconds(10));
    assertThat(moments.at(3)).isEqualTo(START.toEpochMilli() + 300);
    assertThat(moments.offset(3)).isEqualTo(Duration.ofMillis(300));
  }
}
