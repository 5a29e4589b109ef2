package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several scenarios, some at a time, each with a target and a run directory of its own. */
record ParallelRuns(RunExecutor executor, RunProgress progress) {

  /** How a scenario's target is got ready. The run closes it. */
  @FunctionalInterface
  interface Opening {
    Target open(Scenario scenario);
  }

  /**
   * Runs them all; one that fails does not end the others.
   *
   * @param atATime how many, at least 1
   * @return how each has ended, in the order of the scenarios
   */
  List<RunResult> run(List<Scenario> scenarios, Opening opening, int atATime)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(atATime, scenarios.size()));
    try {
      List<Callable<RunResult>> runs = new ArrayList<>();
      scenarios.forEach(scenario -> runs.add(() -> announced(run(scenario, opening))));
      List<RunResult> outcomes = new ArrayList<>();
      for (Future<RunResult> run : workers.invokeAll(runs)) {
        outcomes.add(run.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private RunResult announced(RunResult outcome) {
    // What an interruption breaks off is not ended: the interruption says how to go on.
    if (!InterruptHook.happens()) {
      progress.ended(outcome);
    }
    return outcome;
  }

  private RunResult run(Scenario scenario, Opening opening) throws InterruptedException {
    if (InterruptHook.happens()) {
      return RunResult.failed(
          scenario, Optional.empty(), new UsageError("Interrupted before it began."));
    }
    HarnessLog.separate();
    Optional<String> place = Optional.empty();
    // The target first: where it is not ready there is no run.
    try (Target target = opening.open(scenario)) {
      executor.awaitSendable(scenario, target);
      RunDirectory directory = executor.begin(scenario);
      place = Optional.of(directory.path().toString());
      return RunResult.of(executor.run(scenario, target, directory, progress.of(scenario)));
    } catch (RuntimeException e) {
      return RunResult.failed(scenario, place, e);
    }
  }
}
