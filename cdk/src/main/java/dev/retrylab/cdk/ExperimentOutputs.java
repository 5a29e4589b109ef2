package dev.retrylab.cdk;

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
  void write(RetryExperiment experiment, String scenario) {
    of(experiment, "");
    add("Scenario", scenario);
  }

  /** Of one that stands beside others: its name is in those of its outputs. */
  void writeBeside(RetryExperiment experiment, String scenario) {
    of(experiment, SideBySide.outputSuffix(scenario));
  }

  private void of(RetryExperiment experiment, String suffix) {
    add("SourceQueueUrl" + suffix, experiment.source().getQueueUrl());
    add("DlqUrl" + suffix, experiment.deadLetterQueue().getQueueUrl());
    add("ConsumerFunctionName" + suffix, experiment.consumer().function().getFunctionName());
    add("DlqConsumerFunctionName" + suffix, experiment.dlqConsumer().function().getFunctionName());
    add("ConsumerLogGroup" + suffix, experiment.consumer().logGroup().getLogGroupName());
    add("DlqConsumerLogGroup" + suffix, experiment.dlqConsumer().logGroup().getLogGroupName());
    experiment
        .consumer()
        .mappingId()
        .ifPresentOrElse(
            id -> add("SourceMappingId" + suffix, id), () -> add("Trigger" + suffix, "event"));
    add("DlqMappingId" + suffix, experiment.dlqConsumer().mappingId().orElseThrow());
    experiment.spareQueue().ifPresent(spare -> add("SpareQueueUrl" + suffix, spare.getQueueUrl()));
    String disabled = String.join(" ", experiment.disabledMappings());
    if (!disabled.isEmpty()) {
      add("DisabledMappings" + suffix, disabled);
    }
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
