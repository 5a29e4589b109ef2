package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts execution environments ahead, like provisioned concurrency: otherwise a cold start would
 * be the larger part of the first time in the timeline. They start while the SDK clients are built.
 */
record WarmUp(CompletableFuture<Void> warm) {
  private static final int MOST_ENVIRONMENTS = 2;
  private static final int SECONDS = 30;

  static WarmUp begin(LocalDeployment deployed, Scenario scenario) {
    long groups = scenario.messages().stream().map(MessageSpec::group).distinct().count();
    return new WarmUp(
        CompletableFuture.allOf(
            deployed.consumer().warmUp((int) Math.min(groups, MOST_ENVIRONMENTS)),
            deployed.dlqConsumer().warmUp(1)));
  }

  /** Waits until all of them are ready. */
  void await() {
    try {
      warm.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The function's processes did not start within " + SECONDS + " s.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the functions started.", e);
    }
  }
}
