package dev.retrylab.harness.cli;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.Scenario;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Waits before a run begins, where a queue of it was purged. */
final class PurgeWait {
  private PurgeWait() {}

  /**
   * Waits until the target keeps what is sent to it, in the time of its pace, and says so.
   *
   * @param err where people are told
   */
  static void pass(Scenario scenario, Target target, PrintWriter err) throws InterruptedException {
    Instant now = target.clock().instant();
    Instant from = target.sendableFrom().orElse(now);
    if (from.isAfter(now)) {
      long seconds = Duration.between(now, from).plusMillis(999).toSeconds();
      err.println(
          "%s: waiting %d s before anything is sent, since PurgeQueue may delete it until then."
              .formatted(scenario.name(), seconds));
      err.flush();
      target.clock().awaitInstant(from);
    }
  }
}
