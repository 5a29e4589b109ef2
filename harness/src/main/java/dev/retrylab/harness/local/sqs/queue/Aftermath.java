package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.util.ArrayList;
import java.util.List;

/** What is to be done once a queue's lock is open again: answers to receivers, moves elsewhere. */
final class Aftermath {
  private final List<Runnable> steps = new ArrayList<>(2);
  private final EngineFailures failures;

  Aftermath(EngineFailures failures) {
    this.failures = failures;
  }

  void add(Runnable step) {
    steps.add(step);
  }

  /** Does it all; a receiver that fails does not keep the next one from its answer. */
  void run() {
    steps.forEach(step -> failures.guard("Answering a receiver", step));
  }
}
