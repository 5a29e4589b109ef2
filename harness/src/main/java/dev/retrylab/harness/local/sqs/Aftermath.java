package dev.retrylab.harness.local.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is to be done once a queue's lock is open again: answers to receivers, moves elsewhere. */
final class Aftermath {
  private static final Logger LOG = Logger.getLogger(Aftermath.class.getName());

  private final List<Runnable> steps = new ArrayList<>(2);

  void add(Runnable step) {
    steps.add(step);
  }

  /** Does it all; a receiver that fails does not keep the next one from its answer. */
  void run() {
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "What a queue handed out could not be taken", e);
      }
    }
  }
}
