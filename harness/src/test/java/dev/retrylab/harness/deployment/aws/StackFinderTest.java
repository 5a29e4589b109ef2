package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import dev.retrylab.harness.stack.StackOutput;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudFormation knows what is deployed now; cdk-outputs.json what was when it was written. */
@DisplayName("The outputs of the stack")
class StackFinderTest {
  private static final String DENIED =
      "The permission cloudformation:DescribeStacks is missing. Grant it to whoever runs the"
          + " harness; all that are needed: retry-lab doctor --policy.";

  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  private final Problems problems = new Problems();

  private Optional<StackOutputs> find(Optional<StackOutputs> file) {
    try (AwsClients clients = new AwsClients(aws.place(), ClientPolicy.patient())) {
      return new StackFinder(clients.cloudFormation(), "RetryLab", "eu-central-1")
          .find(file, problems);
    }
  }

  private static Optional<StackOutputs> file(Map<String, String> others) {
    Map<String, String> outputs = new TreeMap<>(AwsAnswers.outputs());
    outputs.putAll(others);
    return Optional.of(StackOutputs.of("RetryLab", outputs));
  }

  @Test
  @DisplayName("are CloudFormation's where the file has others, and the difference is told")
  void stale() {
    Optional<StackOutputs> file =
        file(Map.of("DlqUrl", "http://127.0.0.1/1/old.fifo", "SpareQueueUrl", "http://gone"));
    assertThat(find(file).orElseThrow().get(StackOutput.DLQ_URL))
        .isEqualTo("http://127.0.0.1/1/dlq.fifo");
    assertThat(problems.sentences()).isEmpty();
    assertThat(problems.facts())
        .containsExactly(
            "cdk-outputs.json is not what CloudFormation tells of the stack RetryLab (DlqUrl,"
                + " SpareQueueUrl), which is believed. cdk deploy writes the file anew.");
  }

  @Test
  @DisplayName("need no word where the file has the same, or is not there")
  void same() {
    assertThat(find(file(Map.of()))).isPresent();
    assertThat(find(Optional.empty())).isPresent();
    assertThat(problems.facts()).isEmpty();
  }

  @Test
  @DisplayName("are the file's where CloudFormation may not be asked, and that is told")
  void denied() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.queryError(403, "AccessDenied"));
    assertThat(find(file(Map.of())).orElseThrow().get(StackOutput.SCENARIO)).isEqualTo("article");
    assertThat(problems.sentences()).isEmpty();
    assertThat(problems.facts())
        .containsExactly(
            "The outputs of the stack are those of cdk-outputs.json, which may be of an earlier"
                + " deployment. "
                + DENIED);
  }

  @Test
  @DisplayName("are a problem where CloudFormation may not be asked and there is no file")
  void deniedWithoutFile() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.queryError(403, "AccessDenied"));
    assertThat(find(Optional.empty())).isEmpty();
    assertThat(problems.sentences()).containsExactly(DENIED);
  }

  @Test
  @DisplayName("are the file's where an endpoint tells of the stack but not of its outputs")
  void endpointWithoutOutputs() {
    aws.always(
        "cloudformation:DescribeStacks",
        Answer.ok(
            "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>RetryLab"
                + "</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>"
                + "</DescribeStacksResult></DescribeStacksResponse>"));
    assertThat(find(file(Map.of())).orElseThrow().get(StackOutput.SCENARIO)).isEqualTo("article");
    assertThat(problems.facts()).isEmpty();
  }

  @Test
  @DisplayName("are none where the file is of a stack that there is no more")
  void gone() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.queryError(400, "ValidationError"));
    assertThat(find(file(Map.of()))).isEmpty();
    assertThat(problems.sentences()).singleElement().asString().startsWith("There is no stack ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"})
  @DisplayName("are none while the stack is deleted, whose names SQS refuses for a minute")
  void beingDeleted(String status) {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.stack(status));
    assertThat(find(file(Map.of()))).isEmpty();
    assertThat(problems.sentences())
        .containsExactly(
            "The stack RetryLab is being deleted (%s). Wait until that has ended and a minute longer, since SQS refuses the names of queues that were deleted less than 60 s ago; then run cdk deploy."
                .formatted(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE_COMPLETE", "ROLLBACK_COMPLETE"})
  @DisplayName("are none once what there was of the stack is deleted")
  void deleted(String status) {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.stack(status));
    assertThat(find(file(Map.of()))).isEmpty();
    assertThat(problems.sentences())
        .containsExactly(
            "What there was of the stack RetryLab is deleted (%s). Run cdk deploy, a minute after that at the earliest, since SQS refuses the names of queues that were deleted less than 60 s ago."
                .formatted(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE_ROLLBACK_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"})
  @DisplayName("are there where an update was undone, or only leaves something to delete")
  void usable(String status) {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.stack(status));
    assertThat(find(Optional.empty())).isPresent();
  }
}
