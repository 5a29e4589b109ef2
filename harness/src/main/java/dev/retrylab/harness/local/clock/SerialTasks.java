package dev.retrylab.harness.local.clock;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time in the order in which they were added, without a thread of its own and
 * without anybody waiting: a caller that finds a task running leaves its own to that caller. A task
 * that adds another one returns before the other begins, so that no chain of tasks deepens the
 * stack. A task that fails is reported, and those behind it run.
 */
public final class SerialTasks {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final String what;
  private final EngineFailures failures;

  /**
   * @param what any of the tasks, as the subject of a sentence
   */
  public SerialTasks(String what, EngineFailures failures) {
    this.what = what;
    this.failures = failures;
  }

  /** Adds a task, which runs in a later call of {@link #runAll}. May be called under a lock. */
  public void add(Runnable task) {
    tasks.add(task);
  }

  /** Runs all tasks that were added, unless another caller does so now. Holds no lock. */
  public void runAll() {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    int answered = 1;
    while (answered > 0) {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        failures.guard(what, task);
      }
      answered = calls.addAndGet(-answered);
    }
  }

  /** Adds a task and runs all. */
  public void run(Runnable task) {
    add(task);
    runAll();
  }
}
