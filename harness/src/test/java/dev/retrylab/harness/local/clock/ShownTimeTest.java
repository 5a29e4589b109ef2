package dev.retrylab.harness.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShownTimeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private long nanos = 7;

  private ShownTime standingFor(long seconds) {
    return new ShownTime(NOON, Duration.ofSeconds(seconds), () -> nanos);
  }

  private void wallSeconds(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void goes_at_wall_speed_where_it_may_not_stand_still() {
    ShownTime time = standingFor(0);
    wallSeconds(2);
    time.standStill();
    wallSeconds(3);
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(5));
    assertThat(time.until(NOON.plusSeconds(9))).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void stands_still_for_as_long_as_it_may_and_then_goes_at_wall_speed() {
    ShownTime time = standingFor(30);
    wallSeconds(30);
    assertThat(time.now()).isEqualTo(NOON);
    wallSeconds(7);
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  void stands_still_anew_where_it_has_come_to() {
    ShownTime time = standingFor(30);
    wallSeconds(37);
    time.standStill();
    wallSeconds(29);
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  void stands_still_anew_behind_a_jump() {
    ShownTime time = standingFor(30);
    wallSeconds(29);
    time.jumpTo(NOON.plusSeconds(3600));
    wallSeconds(29);
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(3600));
  }

  @Test
  void passes_at_wall_speed_until_the_last_of_those_that_let_it_ends() {
    ShownTime time = standingFor(30);
    wallSeconds(10);
    time.beginPassing();
    wallSeconds(1);
    time.beginPassing();
    wallSeconds(1);
    time.endPassing();
    wallSeconds(1);
    time.endPassing();
    wallSeconds(10);
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void tells_the_wall_time_until_it_shows_an_instant() {
    ShownTime time = standingFor(30);
    wallSeconds(10);
    assertThat(time.until(NOON.plusSeconds(5))).isEqualTo(Duration.ofSeconds(25));
    time.beginPassing();
    assertThat(time.until(NOON.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
  }
}
