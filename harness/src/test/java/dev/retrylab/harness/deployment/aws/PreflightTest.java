package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.WallTargetClock;
import dev.retrylab.harness.deployment.aws.CloudWatchMetrics.Statistic;
import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingDrift;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkException;

/** One sentence for each thing that is wrong, and what to do. */
class PreflightTest {
  @RegisterExtension final ScriptedAws aws = AwsAnswers.healthy();

  @Test
  @DisplayName("A stack that is well has no problem, and says where it is")
  void well() {
    PreflightResult found = AwsTarget.check(aws.place());
    assertThat(found.problems()).isEmpty();
    assertThat(found.ready()).isTrue();
    assertThat(found.where())
        .isEqualTo("Account 123456789012, region eu-central-1, stack RetryLab.");
    assertThat(found.deployed().scenarios()).containsExactly("article");
  }

  @Test
  @DisplayName("The policy allows what is called, and nothing that is not")
  void policy() {
    aws.then("sqs:GetQueueAttributes", AwsAnswers.queue(30, 3), AwsAnswers.queue(30, 0))
        .always("sqs:PurgeQueue", Answer.ok("{}"))
        .always("sqs:SendMessageBatch", Answer.ok("{\"Successful\":[],\"Failed\":[]}"))
        .always("lambda:Invoke", new Answer(202, ""))
        .always("sqs:ReceiveMessage", Answer.ok("{}"))
        .always("sqs:StartMessageMoveTask", Answer.ok("{}"))
        .always("sqs:ListMessageMoveTasks", Answer.ok("{}"))
        .always("sqs:SetQueueAttributes", Answer.ok("{}"))
        .always("logs:FilterLogEvents", Answer.ok("{\"events\":[]}"));
    TreeSet<String> used = new TreeSet<>();
    try (AwsTarget target = AwsTarget.connect(Scenarios.load("article"), aws.place(), true);
        AwsClients clients = new AwsClients(aws.place(), ClientPolicy.patient())) {
      target.sqs().receiveMessage(request -> request.queueUrl("http://127.0.0.1/1/dlq.fifo"));
      target.sqs().startMessageMoveTask(request -> request.sourceArn("arn"));
      target.sqs().listMessageMoveTasks(request -> request.sourceArn("arn"));
      target
          .sqs()
          .setQueueAttributes(
              request ->
                  request
                      .queueUrl("http://127.0.0.1/1/source.fifo")
                      .attributesWithStrings(Map.of("RedrivePolicy", "")));
      // Its wire format is binary: an error will do.
      assertThatThrownBy(
              () ->
                  clients
                      .metricsOf("dlq.fifo")
                      .read("any", Statistic.SUM, Instant.EPOCH, Instant.EPOCH.plusSeconds(60)))
          .isInstanceOf(SdkException.class);
      clients.calls().counts().keySet().forEach(call -> used.addAll(PolicyDocument.needs(call)));
      target.invoking().invoke(request -> request.functionName("consumer"));
      target.sqs().sendMessageBatch(request -> request.queueUrl("http://127.0.0.1/1/source.fifo"));
      target.logs().filterLogEvents(request -> request.logGroupName("/aws/lambda/consumer"));
      target.calls().keySet().forEach(call -> used.addAll(PolicyDocument.needs(call)));
      assertThat(used).containsExactlyElementsOf(PolicyDocument.permissions());
    }
  }

  @Test
  @DisplayName("Each call that was made is counted once")
  void counted() {
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.calls().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(aws.calls().size());
      assertThat(target.calls()).containsEntry("sqs:GetQueueAttributes", 2L);
    }
  }

  @Test
  @DisplayName("Expectations follow what is deployed, and the drift is told")
  void drift() {
    aws.always("sqs:GetQueueAttributes", AwsAnswers.queue(200, 0))
        .always(
            "lambda:GetFunctionEventInvokeConfig", Answer.error(404, "ResourceNotFoundException"));
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.deployment().queue().visibilityTimeout())
          .isEqualTo(Duration.ofSeconds(200));
      assertThat(target.drift())
          .containsExactlyInAnyOrder(
              new SettingDrift("queue.visibilityTimeout", "30s", "3m20s"),
              new SettingDrift("queue.dlqRetention", "14d", "4d"),
              new SettingDrift("function.retryAttempts", "1", "2"));
    }
  }

  @Test
  @DisplayName("No redrive policy and limits of concurrency are read back, and are drift")
  void driftOfWhatMayBeLeftOut() {
    Answer queue =
        Answer.ok(
            """
            {"Attributes":{"FifoQueue":"true","VisibilityTimeout":"30","DelaySeconds":"0",
             "MessageRetentionPeriod":"1209600"}}""");
    Answer mapping =
        Answer.ok(
            """
            {"UUID":"mapping-1","BatchSize":1,"State":"Enabled",
             "ScalingConfig":{"MaximumConcurrency":3}}""");
    aws.always("sqs:GetQueueAttributes", queue)
        .always("lambda:GetEventSourceMapping", mapping)
        .always("lambda:GetFunctionConcurrency", Answer.ok("{\"ReservedConcurrentExecutions\":0}"))
        .always("lambda:GetFunctionConfiguration", AwsAnswers.functionHaving("\"MemorySize\":512"));
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.drift())
          .containsExactlyInAnyOrder(
              new SettingDrift("queue.retention", "4d", "14d"),
              new SettingDrift("queue.deadLetterQueue", "true", "false"),
              new SettingDrift("mapping.maximumConcurrency", "none", "3"),
              new SettingDrift("function.reservedConcurrency", "none", "0"),
              new SettingDrift("function.memory", "1769", "512"));
    }
  }

  @Test
  @DisplayName("Provisioned pollers are read back")
  void provisionedPollers() {
    aws.always(
        "lambda:GetEventSourceMapping",
        Answer.ok(
            """
            {"UUID":"mapping-1","BatchSize":1,"State":"Enabled",
             "ProvisionedPollerConfig":{"MinimumPollers":2,"MaximumPollers":7}}"""));
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.drift())
          .contains(new SettingDrift("mapping.provisionedPollers", "none", "2..7"));
    }
  }

  @Test
  @DisplayName("What the function does with partial batches is read from its environment")
  void partialBatches() {
    aws.always("lambda:GetEventSourceMapping", REPORTING);
    assertThat(driftOfFunction())
        .containsExactly(new SettingDrift("function.partialBatch", "failed-only", "stop-at-first"));
    aws.always("lambda:GetFunctionConfiguration", AwsAnswers.functionWith("skip-group"));
    assertThat(driftOfFunction())
        .containsExactly(new SettingDrift("function.partialBatch", "failed-only", "skip-group"));
    aws.always("lambda:GetFunctionConfiguration", AwsAnswers.functionWith("some"));
    assertThat(aws.problems())
        .containsExactly(
            "The environment variable PARTIAL_BATCH of the function consumer is \"some\", which it refuses. Deploy the stack again.");
  }

  @Test
  @DisplayName("What the account may run is read, and drift only from what a scenario says of it")
  void account() {
    aws.always("lambda:GetAccountSettings", AwsAnswers.account(10));
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.deployment().of(Scenarios.load("article")).account())
          .isEqualTo(new AccountSettings(10));
      assertThat(target.drift())
          .extracting(SettingDrift::setting)
          .containsOnly("queue.dlqRetention");
    }
    try (AwsTarget target = aws.connect("article", "account.concurrency=20")) {
      assertThat(target.drift()).contains(new SettingDrift("account.concurrency", "20", "10"));
    }
    aws.always("lambda:GetAccountSettings", Answer.error(403, "AccessDeniedException"));
    try (AwsTarget target = aws.connect("article", "account.concurrency=20")) {
      Scenario scenario = Scenarios.load("article", List.of("account.concurrency=20"));
      assertThat(target.deployment().of(scenario).account()).isEqualTo(new AccountSettings(20));
      assertThat(target.drift())
          .extracting(SettingDrift::setting)
          .containsOnly("queue.dlqRetention");
    }
  }

  @Test
  @DisplayName("Places that other functions have reserved are none of this account's")
  void unreserved() {
    aws.always(
            "lambda:GetAccountSettings",
            Answer.ok(
                """
                {"AccountLimit":{"ConcurrentExecutions":1000,"UnreservedConcurrentExecutions":300}}"""))
        .always(
            "lambda:GetFunctionConcurrency", Answer.ok("{\"ReservedConcurrentExecutions\":50}"));
    try (AwsTarget target = aws.connect("article")) {
      assertThat(target.deployment().account()).contains(new AccountSettings(350));
    }
  }

  private static final Answer REPORTING =
      Answer.ok(
          """
          {"UUID":"mapping-1","BatchSize":1,"State":"Enabled",
           "FunctionResponseTypes":["ReportBatchItemFailures"]}""");

  private List<SettingDrift> driftOfFunction() {
    try (AwsTarget target =
        aws.connect(
            "article",
            "mapping.reportBatchItemFailures=true",
            "function.partialBatch=failed-only")) {
      return target.drift().stream()
          .filter(drift -> !drift.setting().startsWith("queue."))
          .toList();
    }
  }

  @Test
  @DisplayName("Credentials that have expired end the look at once")
  void expired() {
    aws.always("sts:GetCallerIdentity", AwsAnswers.queryError(403, "ExpiredToken"));
    assertThat(aws.problems())
        .containsExactly(
            "The AWS credentials have expired. Renew them, for example with aws sso login.");
    assertThat(aws.calls()).containsOnly("sts:GetCallerIdentity");
  }

  @Test
  @DisplayName("Credentials that AWS does not know")
  void unknown() {
    aws.always("sts:GetCallerIdentity", AwsAnswers.queryError(403, "InvalidClientTokenId"));
    assertThat(aws.problems())
        .singleElement()
        .asString()
        .startsWith("AWS does not know the credentials (InvalidClientTokenId). Check the profile");
  }

  @Test
  @DisplayName("A stack that is not there may be in another region")
  void noStack() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.queryError(400, "ValidationError"));
    assertThat(aws.problems())
        .containsExactly(
            "There is no stack RetryLab in region eu-central-1. Run cdk deploy, or give the right --region, --profile or --stack.");
  }

  @Test
  @DisplayName("A stack that is still being deployed")
  void deploying() {
    aws.always("cloudformation:DescribeStacks", AwsAnswers.stack("UPDATE_IN_PROGRESS"));
    assertThat(aws.problems())
        .containsExactly(
            "The stack RetryLab is still being deployed (UPDATE_IN_PROGRESS). Wait until cdk deploy has ended.");
  }

  @Test
  @DisplayName("A mapping that is disabled, with the command that enables it")
  void disabled() {
    aws.then(
        "lambda:GetEventSourceMapping",
        AwsAnswers.mapping("Enabled"),
        AwsAnswers.mapping("Disabled"));
    assertThat(aws.problems())
        .containsExactly(
            "The event source mapping of the source queue is disabled. Enable it: aws lambda update-event-source-mapping --uuid mapping-1 --enabled.");
  }

  @Test
  @DisplayName("Queues that are not empty are never emptied unasked")
  void notEmpty() {
    aws.then("sqs:GetQueueAttributes", AwsAnswers.queue(30, 7), AwsAnswers.queue(30, 1));
    assertThat(aws.problems())
        .containsExactly(
            "The source queue holds about 7 messages. Wait until the queue is empty, or give --purge, which empties it.",
            "The dead-letter queue holds about 1 message. Wait until the queue is empty, or give --purge, which empties it.");
    assertThat(aws.calls()).doesNotContain("sqs:PurgeQueue");
  }

  @Test
  @DisplayName("A permission that is missing is named, and the others are still looked at")
  void denied() {
    aws.always("lambda:GetEventSourceMapping", Answer.error(403, "AccessDeniedException"))
        .always("logs:DescribeLogGroups", Answer.error(400, "AccessDeniedException"));
    assertThat(aws.problems())
        .containsExactly(
            "The permission logs:DescribeLogGroups is missing. Grant it to whoever runs the harness; all that are needed: retry-lab doctor --policy.",
            "The permission lambda:GetEventSourceMapping is missing. Grant it to whoever runs the harness; all that are needed: retry-lab doctor --policy.");
  }

  @Test
  @DisplayName("A log group that is missing is an error, not \"not yet\"")
  void logGroup() {
    aws.always("logs:DescribeLogGroups", AwsAnswers.logGroups("/aws/lambda/consumer"));
    assertThat(aws.problems())
        .containsExactly(
            "The log group /aws/lambda/dlq does not exist. The stack creates it: run cdk deploy again.");
  }

  @Test
  @DisplayName("A function that is being updated")
  void updating() {
    aws.then("lambda:GetFunctionConfiguration", AwsAnswers.function("Text", "InProgress"));
    assertThat(aws.problems())
        .containsExactly("The function dlq is being updated. Wait until cdk deploy has ended.");
  }

  @Test
  @DisplayName("A clock that is a minute off, by the Date of AWS's answers")
  void clock() {
    ClientPolicy late =
        ScriptedAws.policy(
            new WallTargetClock(),
            InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-61)));
    assertThat(AwsTarget.check(aws.place(), late).problems())
        .singleElement()
        .asString()
        .matches("This machine's clock is (59|60|61) s behind AWS's. Set it, .*");
  }

  @Test
  @DisplayName("Nobody listens at the endpoint")
  void unreachable() {
    aws.close();
    assertThat(aws.problems())
        .singleElement()
        .asString()
        .startsWith("sts:GetCallerIdentity cannot be reached: ")
        .endsWith("Check the network, --region and --endpoint-url.");
  }

  @Test
  @DisplayName("Another scenario is deployed: both ways out are told")
  void otherScenario() {
    assertThatThrownBy(() -> aws.connect("long-visibility"))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageEndingWith(
            "The stack has scenario article deployed, not long-visibility. Run cdk deploy -c scenario=long-visibility, or retry-lab run article.");
  }
}
