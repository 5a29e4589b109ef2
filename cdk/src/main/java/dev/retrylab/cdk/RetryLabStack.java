package dev.retrylab.cdk;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.stack.StackOutput;
import dev.retrylab.harness.stack.StackPlan;
import java.nio.file.Path;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The stack {@code RetryLab}: one experiment or several side by side, and the outputs by which the
 * harness finds them.
 */
public final class RetryLabStack extends Stack {

  /**
   * Makes the stack, in whatever account and region the CDK CLI is pointed at.
   *
   * @param jar the functions' code
   * @param assets where the template looks for it
   */
  RetryLabStack(Construct scope, Selection selection, Path jar, Assets assets) {
    super(
        scope,
        StackPlan.STACK_NAME,
        StackProps.builder()
            .description(description(selection))
            .synthesizer(assets.synthesizer())
            .build());
    ExperimentOutputs outputs = new ExperimentOutputs(this);
    if (selection.sideBySide()) {
      sideBySide(selection, jar, outputs);
    } else {
      StackPlan plan = StackPlan.alone(selection.scenarios().get(0));
      outputs.write(new RetryExperiment(this, "Experiment", plan, jar));
    }
    outputs.checkCount(selection.scenarios().size());
  }

  private static String description(Selection selection) {
    return "Retry Lab, scenario" + (selection.sideBySide() ? "s " : " ") + selection.names();
  }

  private void sideBySide(Selection selection, Path jar, ExperimentOutputs outputs) {
    for (Scenario scenario : selection.scenarios()) {
      String id = "Experiment" + StackOutput.word(scenario.name());
      outputs.writeSideBySide(new RetryExperiment(this, id, StackPlan.sideBySide(scenario), jar));
    }
    outputs.add(
        StackOutput.SCENARIOS.key(),
        selection.scenarios().stream().map(Scenario::name).collect(Collectors.joining(",")));
  }
}
