package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.StackOutputs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Finds the outputs of the stack: with CloudFormation, or in cdk-outputs.json where CloudFormation
 * does not tell them.
 */
record StackFinder(CloudFormationClient cloudFormation, String stack, String region) {
  /** SQS refuses the name of a queue that was deleted a moment ago. */
  private static final String NAMES =
      "SQS refuses the names of queues that were deleted less than 60 s ago";

  /**
   * Empty where there is no usable stack; why is among the problems then.
   *
   * @param file the outputs of this stack in the file, which may be of an earlier deployment
   */
  Optional<StackOutputs> find(Optional<StackOutputs> file, Problems problems) {
    try {
      List<Stack> stacks =
          cloudFormation.describeStacks(request -> request.stackName(stack)).stacks();
      return stacks.isEmpty() ? missing(problems) : usable(stacks.get(0), file, problems);
    } catch (AwsServiceException e) {
      return refused(e, file, problems);
    } catch (SdkException e) {
      problems.add(AwsErrors.sentence(e, "cloudformation:DescribeStacks"));
      return Optional.empty();
    }
  }

  private Optional<StackOutputs> usable(
      Stack found, Optional<StackOutputs> file, Problems problems) {
    Optional<String> problem = problem(found.stackStatusAsString());
    problem.ifPresent(problems::add);
    return problem.isPresent() ? Optional.empty() : Optional.of(outputs(found, file, problems));
  }

  private Optional<String> problem(String status) {
    if (status.equals("DELETE_IN_PROGRESS") || status.equals("ROLLBACK_IN_PROGRESS")) {
      return Optional.of(
          "The stack %s is being deleted (%s). Wait until that has ended and a minute longer, since %s; then run cdk deploy."
              .formatted(stack, status, NAMES));
    }
    if (status.endsWith("_IN_PROGRESS") && !status.contains("CLEANUP")) {
      return Optional.of(
          "The stack %s is still being deployed (%s). Wait until cdk deploy has ended."
              .formatted(stack, status));
    }
    if (status.equals("DELETE_COMPLETE") || status.equals("ROLLBACK_COMPLETE")) {
      return Optional.of(
          "What there was of the stack %s is deleted (%s). Run cdk deploy, a minute after that at the earliest, since %s."
              .formatted(stack, status, NAMES));
    }
    return status.endsWith("_FAILED")
        ? Optional.of(
            "The stack %s is not usable (%s). Run cdk deploy again.".formatted(stack, status))
        : Optional.empty();
  }

  /** CloudFormation knows what is deployed now; the file knows what was when it was written. */
  private StackOutputs outputs(Stack found, Optional<StackOutputs> file, Problems problems) {
    StackOutputs fresh =
        StackOutputs.of(
            stack,
            found.outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    if (file.isPresent() && fresh.isEmpty()) {
      return file.get();
    }
    List<String> stale = file.map(fresh::differingFrom).orElse(List.of());
    if (!stale.isEmpty()) {
      problems.fact(
          "%s is not what CloudFormation tells of the stack %s (%s), which is believed. cdk deploy writes the file anew."
              .formatted(StackOutputs.FILE, stack, String.join(", ", stale)));
    }
    return fresh;
  }

  private Optional<StackOutputs> refused(
      AwsServiceException e, Optional<StackOutputs> file, Problems problems) {
    if (AwsErrors.code(e).equals("ValidationError")) {
      return missing(problems);
    }
    String why = AwsErrors.sentence(e, "cloudformation:DescribeStacks");
    if (file.isPresent() && !AwsErrors.hopeless(e)) {
      problems.fact(
          "The outputs of the stack are those of %s, which may be of an earlier deployment. %s"
              .formatted(StackOutputs.FILE, why));
      return file;
    }
    problems.add(why);
    return Optional.empty();
  }

  private Optional<StackOutputs> missing(Problems problems) {
    problems.add(
        "There is no stack %s in region %s. Run cdk deploy, or give the right --region, --profile or --stack."
            .formatted(stack, region));
    return Optional.empty();
  }
}
