package dev.retrylab.harness.target.aws;

import dev.retrylab.harness.target.StackOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Finds the outputs of the stack: in cdk-outputs.json, else with CloudFormation. */
record StackFinder(CloudFormationClient cloudFormation, String stack, String region) {

  /** Empty where there is no usable stack; why is among the problems then. */
  Optional<StackOutputs> find(Asking asking) {
    Optional<StackOutputs> file = StackOutputs.read(stack);
    try {
      List<Stack> stacks =
          cloudFormation.describeStacks(request -> request.stackName(stack)).stacks();
      return stacks.isEmpty() ? missing(asking) : usable(stacks.get(0), file, asking);
    } catch (AwsServiceException e) {
      return refused(e, file, asking);
    } catch (SdkException e) {
      asking.problem(AwsTrouble.sentence(e, "cloudformation:DescribeStacks"));
      return Optional.empty();
    }
  }

  private Optional<StackOutputs> usable(Stack found, Optional<StackOutputs> file, Asking asking) {
    String status = found.stackStatusAsString();
    if (status.endsWith("_IN_PROGRESS") && !status.contains("CLEANUP")) {
      asking.problem(
          "The stack %s is still being deployed (%s). Wait until cdk deploy has ended."
              .formatted(stack, status));
      return Optional.empty();
    }
    if (status.endsWith("_FAILED") || status.startsWith("DELETE")) {
      asking.problem(
          "The stack %s is not usable (%s). Run cdk deploy again.".formatted(stack, status));
      return Optional.empty();
    }
    return file.or(() -> Optional.of(StackOutputs.of(stack, outputs(found))));
  }

  private static Map<String, String> outputs(Stack found) {
    return found.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  private Optional<StackOutputs> refused(
      AwsServiceException e, Optional<StackOutputs> file, Asking asking) {
    if (AwsTrouble.code(e).equals("ValidationError")) {
      return missing(asking);
    }
    // With the file the stack is known; only whether it is being deployed remains unknown.
    if (file.isPresent() && !AwsTrouble.hopeless(e)) {
      return file;
    }
    asking.problem(AwsTrouble.sentence(e, "cloudformation:DescribeStacks"));
    return Optional.empty();
  }

  private Optional<StackOutputs> missing(Asking asking) {
    asking.problem(
        "There is no stack %s in region %s. Run cdk deploy, or give the right --region, --profile or --stack."
            .formatted(stack, region));
    return Optional.empty();
  }
}
