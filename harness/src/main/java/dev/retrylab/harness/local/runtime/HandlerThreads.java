package dev.retrylab.harness.local.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs handlers that are simulated, so many at a time: one run takes moments, however long it
 * sleeps in the engine's time, so that thousands that are under way need no thread each. A run that
 * waits for the engine's time keeps its thread and gives its place to the next; else the clock
 * would wait for runs that wait for their turn.
 */
final class HandlerThreads implements Executor, AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simulated-function");
            thread.setDaemon(true);
            return thread;
          });
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private int free;

  /**
   * Without any thread yet.
   *
   * @param places how many run at a time, at least 1
   */
  HandlerThreads(int places) {
    this.free = places;
  }

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
    startNext();
  }

  private synchronized void startNext() {
    while (free > 0 && !tasks.isEmpty()) {
      Runnable task = tasks.remove();
      threads.execute(() -> run(task));
      free--;
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      giveBack();
    }
  }

  private synchronized void giveBack() {
    free++;
    startNext();
  }

  /** Waits in the thread of a task, which does not count meanwhile. */
  void await(CountDownLatch signal) throws InterruptedException {
    giveBack();
    try {
      signal.await();
    } finally {
      takeAgain();
    }
  }

  /** There may be more than allowed for a moment: who has waited goes on at once. */
  private synchronized void takeAgain() {
    free--;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
