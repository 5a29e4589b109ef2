package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What steps change of the deployed source queue is in force for the run only: whoever ends the run
 * sets what was deployed, and whoever goes on with it makes the changes again.
 */
public final class QueueChanges {
  private final Target target;
  private final StepLog log;
  private final Map<Integer, Step.SetQueue> steps = new TreeMap<>();

  /** Those of a scenario. */
  public QueueChanges(Scenario scenario, Target target, StepLog log) {
    this.target = target;
    this.log = log;
    List<Step> all = scenario.steps();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Step.SetQueue change) {
        steps.put(i + 1, change);
      }
    }
  }

  /** Makes those again, in their order, that an earlier process of the run began. */
  public void again(StepRunner runner) throws InterruptedException {
    for (Map.Entry<Integer, Step.SetQueue> step : steps.entrySet()) {
      if (begun(step.getKey())) {
        runner.again(step.getKey(), step.getValue());
      }
    }
  }

  /** Sets what was deployed, if a step has changed it. */
  public void undo() {
    if (steps.keySet().stream().anyMatch(this::begun)) {
      new SetQueueStep(target, target.deployment().queue().visibilityTimeout()).act();
    }
  }

  /** The same where the run has failed, with which this may fail too. */
  public void undoAfter(Exception failure) {
    try {
      undo();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private boolean begun(int number) {
    return log.begunAt(number).isPresent();
  }
}
