package dev.retrylab.harness.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A quota of requests")
class RateLimiterTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final RateLimiter quota = new RateLimiter(Duration.ofMillis(250));

  @Test
  @DisplayName("spaces requests out that come at the same time")
  void together() {
    assertThat(quota.reserve(NOON)).isEqualTo(NOON);
    assertThat(quota.reserve(NOON)).isEqualTo(NOON.plusMillis(250));
    assertThat(quota.reserve(NOON.plusMillis(100))).isEqualTo(NOON.plusMillis(500));
  }

  @Test
  @DisplayName("lets one through at once that comes when nobody has booked")
  void apart() {
    quota.reserve(NOON);
    assertThat(quota.reserve(NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(2));
    assertThat(quota.reserve(NOON.plusSeconds(1))).isEqualTo(NOON.plusMillis(2_250));
  }
}
