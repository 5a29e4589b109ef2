package dev.retrylab.harness.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.runtime.InProcessHandler.Environment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Handlers on the discrete clock, with wall time that passes when a handler says so; each run takes
 * a millisecond besides its sleeps.
 */
@Timeout(30)
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimulatedRuntimeTest {
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final AtomicLong wall = new AtomicLong();
  private final RunningClock clock = RunningClock.start(Pace.DISCRETE, wall::get);
  private final HandlerThreads threads = new HandlerThreads(1);

  @AfterEach
  void close() {
    threads.close();
    clock.close();
  }

  @Test
  void what_a_handler_computes_takes_no_time_and_what_it_sleeps_does() throws Exception {
    Instant start = clock.instant();
    Instant end =
        endOf(
            environment -> {
              compute();
              environment.sleep(Duration.ofSeconds(2));
              compute();
            });
    assertThat(end).isEqualTo(start.plusSeconds(2).plus(SHORTEST));
  }

  @Test
  void a_request_behind_a_sleep_is_made_when_the_sleep_is_over() throws Exception {
    Instant start = clock.instant();
    CompletableFuture<Instant> request = new CompletableFuture<>();
    Instant end =
        endOf(
            environment -> {
              environment.sleep(Duration.ofSeconds(2));
              compute();
              environment.catchUp();
              compute();
              request.complete(clock.instant());
            });
    assertThat(request.join()).isEqualTo(start.plusSeconds(2));
    assertThat(end).isEqualTo(start.plusSeconds(2).plus(SHORTEST));
  }

  @Test
  void a_handler_that_is_held_up_ends_when_one_does_that_does_nothing() throws Exception {
    Instant start = clock.instant();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Invocation invocation =
        new Invocation(
            environment -> {
              inside.countDown();
              await(goOn);
            });
    await(inside);
    compute();
    assertThat(clock.instant()).isEqualTo(start);
    goOn.countDown();
    assertThat(invocation.end()).isEqualTo(start.plus(SHORTEST));
  }

  @Test
  void a_handler_that_never_returns_holds_the_clock_no_longer_than_its_environment_lives()
      throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    Invocation invocation =
        new Invocation(
            environment -> {
              inside.countDown();
              await(new CountDownLatch(1));
            });
    await(inside);
    Instant due = clock.instant().plusSeconds(60);
    CompletableFuture<Instant> later = new CompletableFuture<>();
    clock.at(due, () -> later.complete(clock.instant()));
    invocation.kill();
    assertThat(later.get(20, TimeUnit.SECONDS)).isEqualTo(due);
  }

  private Instant endOf(Consumer<Environment> code) throws Exception {
    return new Invocation(code).end();
  }

  /** Ten seconds of wall time. */
  private void compute() {
    wall.addAndGet(Duration.ofSeconds(10).toNanos());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a runtime of its own; whoever invokes holds the clock until the end, as in the engine. */
  private final class Invocation implements FunctionRuntime.Listener {
    private final CompletableFuture<Instant> ended = new CompletableFuture<>();
    private final Hold hold = clock.hold();
    private final FunctionRuntime runtime;
    private boolean delivered;

    Invocation(Consumer<Environment> code) {
      InProcessHandler.Factory handlers =
          environment ->
              call -> {
                code.accept(environment);
                return "null".getBytes(UTF_8);
              };
      runtime =
          SimulatedRuntime.of(handlers, Duration.ZERO, clock, threads)
              .prepare("handler", 128, Map.of(), this);
      runtime.begin();
    }

    Instant end() throws Exception {
      return ended.get(20, TimeUnit.SECONDS);
    }

    void kill() {
      runtime.kill();
    }

    @Override
    public void next() {
      if (delivered) {
        hold.close();
        return;
      }
      delivered = true;
      try {
        runtime.deliver("id", "arn", FUNCTION_TIMEOUT, new byte[0]);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void response(String requestId, byte[] body) {
      ended.complete(clock.instant());
    }

    @Override
    public void error(String requestId, byte[] body) {
      ended.completeExceptionally(new IllegalStateException(new String(body, UTF_8)));
    }

    @Override
    public void initError(byte[] body) {
      error("init", body);
    }

    @Override
    public void logged(String event) {}

    @Override
    public void exited() {
      hold.close();
    }
  }
}
