package dev.retrylab.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The stack {@code RetryLab}: one experiment, and the outputs by which the harness finds it. */
public final class RetryLabStack extends Stack {

  /**
   * Makes the stack, in whatever account and region the CDK CLI is pointed at.
   *
   * @param jar the functions' code
   * @param assets where the template looks for it
   */
  RetryLabStack(Construct scope, Scenario scenario, Path jar, Assets assets) {
    super(
        scope,
        "RetryLab",
        StackProps.builder()
            .description("Retry Lab, scenario " + scenario.name())
            .synthesizer(assets.synthesizer())
            .build());
    RetryExperiment experiment = new RetryExperiment(this, "Experiment", scenario, jar);
    output("SourceQueueUrl", experiment.source().getQueueUrl());
    output("DlqUrl", experiment.deadLetterQueue().getQueueUrl());
    output("ConsumerFunctionName", experiment.consumer().function().getFunctionName());
    output("DlqConsumerFunctionName", experiment.dlqConsumer().function().getFunctionName());
    output("ConsumerLogGroup", experiment.consumer().logGroup().getLogGroupName());
    output("DlqConsumerLogGroup", experiment.dlqConsumer().logGroup().getLogGroupName());
    experiment
        .consumer()
        .mappingId()
        .ifPresentOrElse(id -> output("SourceMappingId", id), () -> output("Trigger", "event"));
    output("DlqMappingId", experiment.dlqConsumer().mappingId().orElseThrow());
    output("Scenario", scenario.name());
  }

  /** In the scope of the stack, so that the output is called by its bare name. */
  private void output(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
