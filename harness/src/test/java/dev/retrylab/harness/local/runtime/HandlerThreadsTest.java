package dev.retrylab.harness.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandlerThreadsTest {

  @Test
  @DisplayName("runs a thousand handlers, and never more than two inside their code at a time")
  void soManyAtATime() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(1_000);
    try (HandlerThreads threads = new HandlerThreads(2)) {
      for (int i = 0; i < 1_000; i++) {
        threads.execute(
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              running.decrementAndGet();
              all.countDown();
            });
      }
      assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  @DisplayName("one that waits lets another run, which may be what it waits for")
  void placeOfOneThatWaits() throws InterruptedException {
    CountDownLatch signal = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (HandlerThreads threads = new HandlerThreads(1)) {
      threads.execute(
          () -> {
            try {
              threads.await(signal);
              gone.countDown();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      threads.execute(signal::countDown);
      assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
