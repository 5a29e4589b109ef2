package dev.retrylab.harness.cli;

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
record SeveralRuns(KeptRun kept, JointProgress progress) {

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
  List<RunOutcome> run(List<Scenario> scenarios, Opening opening, int atATime)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(atATime, scenarios.size()));
    try {
      List<Callable<RunOutcome>> runs = new ArrayList<>();
      scenarios.forEach(scenario -> runs.add(() -> told(run(scenario, opening))));
      List<RunOutcome> outcomes = new ArrayList<>();
      for (Future<RunOutcome> run : workers.invokeAll(runs)) {
        outcomes.add(run.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private RunOutcome told(RunOutcome outcome) {
    // What an interruption breaks off is not ended: the interruption says how to go on.
    if (!Interruption.happens()) {
      progress.ended(outcome);
    }
    return outcome;
  }

  private RunOutcome run(Scenario scenario, Opening opening) throws InterruptedException {
    if (Interruption.happens()) {
      return RunOutcome.failed(
          scenario, Optional.empty(), new UsageError("Interrupted before it began."));
    }
    HarnessLog.separate();
    Optional<String> place = Optional.empty();
    // The target first: where it is not ready there is no run.
    try (Target target = opening.open(scenario)) {
      kept.awaitReady(scenario, target);
      RunDirectory directory = kept.begin(scenario);
      place = Optional.of(directory.path().toString());
      return RunOutcome.of(kept.run(scenario, target, directory, progress.of(scenario.name())));
    } catch (RuntimeException e) {
      return RunOutcome.failed(scenario, place, e);
    }
  }
}
