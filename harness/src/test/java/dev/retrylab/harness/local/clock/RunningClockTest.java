package dev.retrylab.harness.local.clock;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.retrylab.harness.local.clock.EngineClock.Alarm;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.failure.EngineFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RunningClockTest {
  private static final Duration TWELVE_HOURS = Duration.ofHours(12);
  private static final Duration LONG = Duration.ofSeconds(5);

  @Test
  @DisplayName("virtual time jumps to the next thing due when nothing is in flight")
  void jumpsWhenIdle() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      Instant due = clock.instant().plus(TWELVE_HOURS);
      clock.at(due, () -> ran.complete(clock.instant()));
      assertThat(ran.get(1, TimeUnit.SECONDS)).isCloseTo(due, within(1, SECONDS));
    }
  }

  @Test
  @DisplayName("time does not jump while something is in flight, and jumps once it has ended")
  void holdsStopJumps() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      Hold first = clock.hold();
      Hold second = clock.hold();
      clock.at(clock.instant().plusSeconds(60), () -> ran.complete(clock.instant()));
      first.close();
      first.close();
      assertThat(stillMissing(ran)).isTrue();
      second.close();
      ran.get(1, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("discrete time stands still while something is in flight, however long that takes")
  void discreteStandsStill() {
    AtomicLong nanos = new AtomicLong();
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, nanos::get);
        Hold held = clock.hold()) {
      Instant start = clock.instant();
      nanos.addAndGet(LONG.toNanos());
      assertThat(clock.instant()).isEqualTo(start);
    }
  }

  @Test
  @DisplayName("discrete time jumps to the very instant that is due")
  void discreteJumps() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, nanos::get)) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      Instant due;
      try (Hold held = clock.hold()) {
        due = clock.instant().plus(TWELVE_HOURS);
        clock.at(
            due,
            () -> {
              nanos.addAndGet(LONG.toNanos());
              ran.complete(clock.instant());
            });
        nanos.addAndGet(LONG.toNanos());
      }
      assertThat(ran.get(5, TimeUnit.SECONDS)).isEqualTo(due);
    }
  }

  @Test
  @DisplayName("whoever waits for discrete time and holds it unknowingly gets it at wall speed")
  void discretePasses() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, nanos::get);
        Hold held = clock.hold()) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      Instant start = clock.instant();
      clock.at(start.plus(LONG), () -> ran.complete(clock.instant()));
      try (Hold waiting = clock.letTimePass()) {
        nanos.addAndGet(LONG.toNanos());
        try (Hold another = clock.letTimePass()) { // the clock looks at the time
          assertThat(ran.get(5, TimeUnit.SECONDS)).isEqualTo(start.plus(LONG));
        }
      }
      nanos.addAndGet(LONG.toNanos());
      assertThat(clock.instant()).isEqualTo(start.plus(LONG));
    }
  }

  /** Such as a function that sleeps until something happens, and tells no clock. */
  @Test
  @DisplayName("discrete time goes at wall speed where something has been in flight for 30 s")
  void discreteGoesOn() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, nanos::get)) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      Instant start;
      try (Hold inFlight = clock.hold()) {
        start = clock.instant();
        clock.at(start.plus(LONG), () -> ran.complete(clock.instant()));
        nanos.addAndGet(Duration.ofSeconds(30).plus(LONG).toNanos());
        clock.at(start, () -> {}); // the clock looks at the time
        assertThat(ran.get(5, TimeUnit.SECONDS)).isEqualTo(start.plus(LONG));
      }
    }
  }

  /** Were a deadline lost that falls due meanwhile, days would pass until the wall limit. */
  @Test
  @DisplayName("who waits until now or a moment later has hardly waited")
  void deadlineThatIsAlreadyDue() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL);
        Hold held = clock.hold()) {
      Instant start = clock.instant();
      everyTwentySeconds(clock);
      for (int i = 0; i < 5_000; i++) {
        clock.awaitNews(clock.instant().plusNanos(i * 20L), () -> false, LONG);
      }
      assertThat(clock.instant()).isCloseTo(start, within(60, SECONDS));
    }
  }

  @Test
  @DisplayName("an Error in a task, or in a question for news, is reported and the clock goes on")
  void survivesErrors() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL);
        Hold held = clock.hold()) {
      Error broken = new AssertionError("broken on purpose");
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      clock.at(
          clock.instant().plusSeconds(1),
          () -> {
            throw broken;
          });
      clock.at(clock.instant().plusSeconds(2), () -> ran.complete(clock.instant()));
      clock.awaitNews(clock.instant().plusSeconds(60), ran::isDone, LONG);
      clock.awaitNews(
          clock.instant().plusSeconds(60),
          () -> {
            throw broken;
          },
          LONG);
      assertThat(ran).isDone();
      assertThat(clock.failures().first())
          .extracting(EngineFailure::what, EngineFailure::cause)
          .containsExactly(
              tuple("A task of the engine's clock", broken), tuple("Asking for news", broken));
    }
  }

  private static void everyTwentySeconds(RunningClock clock) {
    clock.at(clock.instant().plusSeconds(20), () -> everyTwentySeconds(clock));
  }

  @Test
  @DisplayName("at the real pace time never jumps")
  void realPaceNeverJumps() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.REAL)) {
      CompletableFuture<Instant> ran = new CompletableFuture<>();
      clock.at(clock.instant().plusSeconds(60), () -> ran.complete(clock.instant()));
      assertThat(stillMissing(ran)).isTrue();
    }
  }

  @Test
  @DisplayName("tasks run in the order of their instants, a tie in the order they were scheduled")
  void runsInOrder() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      List<String> ran = Collections.synchronizedList(new ArrayList<>());
      CompletableFuture<Void> done = new CompletableFuture<>();
      try (Hold hold = clock.hold()) {
        Instant soon = clock.instant().plusSeconds(10);
        clock.at(soon.plusSeconds(1), () -> done.complete(null));
        clock.at(soon, () -> ran.add("first"));
        clock.at(soon, () -> ran.add("second"));
        clock.at(soon.minusSeconds(1), () -> ran.add("earliest"));
        Alarm takenBack = clock.at(soon, () -> ran.add("cancelled"));
        takenBack.cancel();
      }
      done.get(1, TimeUnit.SECONDS);
      assertThat(ran).containsExactly("earliest", "first", "second");
    }
  }

  @Test
  @DisplayName("a task that fails does not stop the clock")
  void survivesAFailingTask() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      CompletableFuture<Void> next = new CompletableFuture<>();
      clock.at(
          clock.instant(),
          () -> {
            throw new IllegalStateException("expected by this test");
          });
      clock.at(clock.instant().plusSeconds(1), () -> next.complete(null));
      next.get(1, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("awaiting news returns before the jump that would pass the news by")
  void newsComesBeforeTheJump() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      AtomicBoolean news = new AtomicBoolean();
      Instant start = clock.instant();
      try (Hold hold = clock.hold()) {
        clock.at(start.plusSeconds(30), () -> news.set(true));
        clock.at(start.plusSeconds(60), () -> news.set(false));
        clock.awaitNews(start.plusSeconds(600), news::get, LONG);
        assertThat(clock.instant()).isCloseTo(start.plusSeconds(30), within(1, SECONDS));
        assertThat(news).isTrue();
      }
    }
  }

  @Test
  @DisplayName("awaiting news ends at the deadline in the clock's own time, and the hold is back")
  void deadlineEndsTheWait() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL)) {
      Instant deadline = clock.instant().plusSeconds(600);
      CompletableFuture<Void> later = new CompletableFuture<>();
      try (Hold hold = clock.hold()) {
        clock.awaitNews(deadline, () -> false, LONG);
        assertThat(clock.instant()).isCloseTo(deadline, within(1, SECONDS));
        clock.at(deadline.plusSeconds(60), () -> later.complete(null));
        assertThat(stillMissing(later)).isTrue();
      }
      later.get(1, TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("awaiting news ends after its wall time when something stays in flight for long")
  void wallLimitEndsTheWait() throws Exception {
    try (RunningClock clock = RunningClock.start(Pace.VIRTUAL);
        Hold inFlight = clock.hold();
        Hold mine = clock.hold()) {
      Instant start = clock.instant();
      clock.awaitNews(start.plusSeconds(600), () -> true, Duration.ofMillis(20));
      assertThat(clock.instant()).isCloseTo(start, within(5, SECONDS));
    }
  }

  /**
   * Whether the future stays open for a moment in which an idle virtual clock would have jumped.
   */
  private static boolean stillMissing(CompletableFuture<?> future) throws Exception {
    try {
      future.get(50, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }
}
