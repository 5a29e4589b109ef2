package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.deployment.aws.AwsAnswers;
import dev.retrylab.harness.deployment.aws.ScriptedAws;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("fidelity")
class FidelityCommandTest {
  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  private Said onAws(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("fidelity", "--target=aws", "--region=eu-central-1", "--endpoint-url"));
    arguments.add(aws.uri().toString());
    arguments.addAll(List.of(more));
    return Said.by(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("purges no queue of a stack that has the case's scenario with other settings")
  void anotherCase() {
    aws.always("sqs:GetQueueAttributes", AwsAnswers.queue(30, 3))
        .always("sqs:PurgeQueue", Answer.ok("{}"));
    Said said = onAws("--purge", "poisoned-batch");
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.out())
        .contains(
            "poisoned-batch was not run: It is not what is deployed there. To deploy it: cdk deploy"
                + " -c scenario=article -c set.mapping.batchSize=10");
    assertThat(aws.calls()).doesNotContain("sqs:PurgeQueue");
  }

  @Test
  @DisplayName("looks once at what is deployed")
  void once() {
    aws.always("lambda:GetFunctionConfiguration", AwsAnswers.functionBeingUpdated());
    Said said = onAws("article");
    assertThat(said.out()).contains("The function consumer is being updated.");
    assertThat(Collections.frequency(aws.calls(), "sts:GetCallerIdentity")).isEqualTo(1);
    assertThat(Collections.frequency(aws.calls(), "sqs:GetQueueAttributes")).isEqualTo(2);
  }

  @Test
  @DisplayName("names the cases when one is asked for that there is not")
  void unknownCase() {
    assertThat(Said.by("fidelity", "nothing"))
        .isEqualTo(
            Said.refusal(
                "There is no case \"nothing\"; there are article, poisoned-batch,"
                    + " batch-item-failures, throttled, mismatched-dlq, redrive-poison,"
                    + " no-dlq."));
  }

  @Test
  @DisplayName("names the engines when one is asked for that there is not")
  void unknownEngine() {
    assertThat(Said.by("fidelity", "--engine", "azure"))
        .isEqualTo(
            Said.refusal(
                "--engine is \"azure\", but must be one of aws, local, localstack, floci, other."));
  }

  @Test
  @DisplayName("refuses a file of earlier results that is not there")
  void missingFile() {
    assertThat(Said.by("fidelity", "--add", "none.json"))
        .isEqualTo(Said.refusal("--add names none.json, which is no file."));
  }
}
