package dev.retrylab.harness.deployment.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalTargetClockTest {
  private final RunningClock engine = RunningClock.start(Pace.DISCRETE);
  private final Hold held = engine.hold();
  private final Instant start = engine.instant();
  private final AtomicLong logged = new AtomicLong();
  private final LocalTargetClock clock = new LocalTargetClock(engine, logged::get);

  @AfterEach
  void close() {
    held.close();
    engine.close();
  }

  private void log(int events, long afterSeconds) {
    engine.at(at(afterSeconds), () -> logged.addAndGet(events));
  }

  private Instant at(long seconds) {
    return start.plusSeconds(seconds);
  }

  private boolean awaitNews(long deadlineSeconds) throws InterruptedException {
    return clock.awaitNews(at(deadlineSeconds), start);
  }

  private Duration waited() {
    return Duration.between(start, clock.instant());
  }

  @Test
  void a_single_event_is_news_where_there_are_few() throws InterruptedException {
    log(1, 5);
    log(1, 10);
    assertThat(awaitNews(3600)).isTrue();
    assertThat(waited()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void without_news_the_wait_ends_at_its_deadline() throws InterruptedException {
    assertThat(awaitNews(3600)).isFalse();
    assertThat(waited()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void where_there_are_dozens_they_are_gathered_until_there_are_four_times_as_many()
      throws InterruptedException {
    log(51, 1);
    awaitNews(3600);
    log(100, 10);
    log(53, 20);
    log(1, 30);
    assertThat(awaitNews(3600)).isTrue();
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void or_until_there_is_nothing_new_for_a_minute() throws InterruptedException {
    log(51, 1);
    awaitNews(3600);
    log(1, 10);
    assertThat(awaitNews(3600)).isTrue();
    assertThat(waited()).isEqualTo(Duration.ofSeconds(70));
  }

  @Test
  void a_deadline_in_the_midst_of_that_is_no_reason_for_a_poll() throws InterruptedException {
    log(51, 1);
    awaitNews(3600);
    log(1, 10);
    assertThat(awaitNews(20)).isFalse();
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
  }
}
