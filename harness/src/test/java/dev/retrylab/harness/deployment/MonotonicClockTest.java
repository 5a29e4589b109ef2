package dev.retrylab.harness.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time on a machine whose clock is set while a run goes on")
class MonotonicClockTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant wall = NOON;
  private long nanos = 5;
  private final MonotonicClock time = new MonotonicClock(new Settable(), () -> nanos);

  private final class Settable extends Clock {
    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void pass(Duration duration) {
    wall = wall.plus(duration);
    nanos += duration.toNanos();
  }

  private String offset() {
    return Duration.between(NOON, time.instant()).toString();
  }

  @Test
  @DisplayName("It follows the clock")
  void follows() {
    pass(Duration.ofSeconds(3));
    assertThat(offset()).isEqualTo("PT3S");
  }

  @Test
  @DisplayName("It goes on at its pace where the clock is set back by an hour")
  void setBack() {
    pass(Duration.ofSeconds(3));
    assertThat(offset()).isEqualTo("PT3S");
    wall = wall.minus(Duration.ofHours(1));
    assertThat(offset()).isEqualTo("PT3S");
    pass(Duration.ofSeconds(2));
    assertThat(offset()).isEqualTo("PT5S");
    wall = wall.plus(Duration.ofHours(1));
    assertThat(offset()).isEqualTo("PT5S");
  }

  @Test
  @DisplayName("It goes forward with the clock, as after a sleep of the machine")
  void setForward() {
    wall = wall.plus(Duration.ofHours(1));
    assertThat(offset()).isEqualTo("PT1H");
    pass(Duration.ofSeconds(2));
    assertThat(offset()).isEqualTo("PT1H2S");
  }
}
