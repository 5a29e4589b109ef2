package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.deployment.aws.AwsAnswers;
import dev.retrylab.harness.deployment.aws.ScriptedAws;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fidelity")
class FidelityCommandTest {
  @TempDir private Path runs;
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

  /** Each deployment is asked for the mapping of its dead-letter queue, and then of its source. */
  @Test
  @DisplayName("finds a case that is deployed side by side with its scenario")
  void sideBySide() {
    Answer one = AwsAnswers.mappingOfBatches(1);
    aws.always("cloudformation:DescribeStacks", AwsAnswers.articleAndPoisonedBatch())
        .then("lambda:GetEventSourceMapping", one, one, one, AwsAnswers.mappingOfBatches(10))
        .always("sqs:SendMessageBatch", Answer.error(403, "AccessDeniedException"));
    Said said = onAws("--runs=" + runs, "poisoned-batch");
    assertThat(said.out()).contains("poisoned-batch was not run: A permission is missing: no.");
    assertThat(aws.bodies().get(aws.calls().indexOf("sqs:SendMessageBatch")))
        .contains("http://127.0.0.1/1/poisoned-batch.fifo");
  }

  /** What is declared of Floci is no longer there, and it was never measured in the other case. */
  @Test
  @DisplayName("keeps and shows what came of one case where another cannot be run")
  void kept() {
    Said said =
        Said.by(
            "fidelity",
            "--target=local",
            "--functions=simulated",
            "--engine=floci",
            "--runs=" + runs,
            "throttled",
            "article");
    assertThat(said.out().lines())
        .contains(
            "article  difference gone",
            "throttled was not run: what floci does there was never measured, and nothing is"
                + " declared of it; --engine other runs it all the same.");
    assertThat(said.exitCode()).isEqualTo(ExitCode.DIVERGED);
  }

  @Test
  @DisplayName("is no success where a case that is asked for cannot be run")
  void noneRun() {
    Said said =
        Said.by("fidelity", "--target=local", "--engine=floci", "--runs=" + runs, "throttled");
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
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
