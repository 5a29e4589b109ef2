package dev.retrylab.cdk;

import dev.retrylab.harness.stack.StackOutput;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/** Writes the outputs by which the harness finds an experiment. */
final class ExperimentOutputs {
  /**
   * CloudFormation's quota. It is met before that of 500 resources: an experiment has some 15 of
   * them to its 8 outputs.
   */
  private static final int MOST = 200;

  private final Construct stack;
  private int count;

  ExperimentOutputs(Construct stack) {
    this.stack = stack;
  }

  /** Of an experiment that stands alone. */
  void write(RetryExperiment experiment) {
    experiment.outputs().forEach((output, value) -> add(output.key(), value));
    add(StackOutput.SCENARIO.key(), experiment.scenario());
  }

  /** Of one that stands beside others: its name is in those of its outputs. */
  void writeSideBySide(RetryExperiment experiment) {
    experiment
        .outputs()
        .forEach((output, value) -> add(output.keyOf(experiment.scenario()), value));
  }

  /** In the scope of the stack, so that the output is called by its bare name. */
  void add(String name, String value) {
    CfnOutput.Builder.create(stack, name).value(value).build();
    count++;
  }

  /**
   * Makes sure that CloudFormation accepts them all.
   *
   * @throws InvalidInput where they are too many
   */
  void checkCount(int scenarios) {
    if (count > MOST) {
      throw new InvalidInput(
          "%d scenarios have %d outputs, and CloudFormation allows at most %d in a stack: deploy fewer side by side."
              .formatted(scenarios, count, MOST));
    }
  }
}
