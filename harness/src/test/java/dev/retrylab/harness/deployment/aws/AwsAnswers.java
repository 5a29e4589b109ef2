package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.aws.ScriptedAws.Answer;
import java.util.Map;
import java.util.TreeMap;

/** What AWS answers about the article's stack when all is well. */
public final class AwsAnswers {
  private AwsAnswers() {}

  public static ScriptedAws healthy() {
    return new ScriptedAws()
        .always("sts:GetCallerIdentity", identity())
        .always("cloudformation:DescribeStacks", stack("CREATE_COMPLETE"))
        .always("logs:DescribeLogGroups", logGroups("/aws/lambda/consumer", "/aws/lambda/dlq"))
        .always("sqs:GetQueueAttributes", queue(30, 0))
        .always("lambda:GetEventSourceMapping", mapping("Enabled"))
        .always("lambda:GetFunctionConfiguration", function("Text", "Successful"))
        .always(
            "lambda:GetFunctionEventInvokeConfig",
            Answer.ok("{\"MaximumRetryAttempts\":1,\"MaximumEventAgeInSeconds\":21600}"))
        .always("lambda:GetFunctionConcurrency", Answer.ok("{}"))
        .always("lambda:GetAccountSettings", account(1000));
  }

  static Answer account(int concurrentExecutions) {
    return Answer.ok(
        "{\"AccountLimit\":{\"ConcurrentExecutions\":%d}}".formatted(concurrentExecutions));
  }

  static Answer identity() {
    return Answer.ok(
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>"
            + "</GetCallerIdentityResult></GetCallerIdentityResponse>");
  }

  private static final Map<String, String> ALONE =
      Map.of(
          "SourceQueueUrl", "http://127.0.0.1/1/source.fifo",
          "DlqUrl", "http://127.0.0.1/1/dlq.fifo",
          "ConsumerFunctionName", "consumer",
          "DlqConsumerFunctionName", "dlq",
          "ConsumerLogGroup", "/aws/lambda/consumer",
          "DlqConsumerLogGroup", "/aws/lambda/dlq",
          "SourceMappingId", "mapping-1",
          "DlqMappingId", "mapping-2",
          "Scenario", "article");

  static Answer stack(String status) {
    return stack(status, ALONE);
  }

  /** The outputs of that stack. */
  static Map<String, String> outputs() {
    return ALONE;
  }

  /** A stack of article, long-visibility and async-invoke. */
  public static Answer threeScenarios() {
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("Scenarios", "article,long-visibility,async-invoke");
    ALONE.forEach((key, value) -> outputs.put(key + "OfArticle", value));
    ALONE.forEach(
        (key, value) -> outputs.put(key + "OfLongVisibility", value.replace("source", "long")));
    ALONE.forEach((key, value) -> outputs.put(key + "OfAsyncInvoke", value));
    outputs.remove("SourceMappingIdOfAsyncInvoke");
    outputs.keySet().removeIf(key -> key.startsWith("ScenarioOf"));
    outputs.put("TriggerOfAsyncInvoke", "event");
    return stack("CREATE_COMPLETE", outputs);
  }

  /** A stack of article and poisoned-batch, each with a source queue of its name. */
  public static Answer articleAndPoisonedBatch() {
    Map<String, String> outputs = new TreeMap<>();
    outputs.put("Scenarios", "article,poisoned-batch");
    ALONE.forEach(
        (key, value) -> {
          outputs.put(key + "OfArticle", value.replace("source", "article"));
          outputs.put(key + "OfPoisonedBatch", value.replace("source", "poisoned-batch"));
        });
    outputs.keySet().removeIf(key -> key.startsWith("ScenarioOf"));
    return stack("CREATE_COMPLETE", outputs);
  }

  private static Answer stack(String status, Map<String, String> values) {
    StringBuilder outputs = new StringBuilder();
    values.forEach(
        (key, value) ->
            outputs.append(
                "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                    .formatted(key, value)));
    return Answer.ok(
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>RetryLab</StackName><StackStatus>%s</StackStatus><Outputs>%s</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
            .formatted(status, outputs));
  }

  static Answer queryError(int status, String code) {
    return new Answer(
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
            .formatted(code));
  }

  static Answer logGroups(String... names) {
    StringBuilder groups = new StringBuilder();
    for (String name : names) {
      groups.append(groups.length() == 0 ? "" : ",");
      groups.append("{\"logGroupName\":\"").append(name).append("\"}");
    }
    return Answer.ok("{\"logGroups\":[" + groups + "]}");
  }

  public static Answer queue(int visibilitySeconds, int messages) {
    return Answer.ok(
        """
        {"Attributes":{"FifoQueue":"true","VisibilityTimeout":"%d","DelaySeconds":"0",
         "MessageRetentionPeriod":"345600",
         "RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"arn\\",\\"maxReceiveCount\\":2}",
         "ApproximateNumberOfMessages":"%d","ApproximateNumberOfMessagesNotVisible":"0",
         "ApproximateNumberOfMessagesDelayed":"0"}}"""
            .formatted(visibilitySeconds, messages));
  }

  static Answer mapping(String state) {
    return mapping(state, 1);
  }

  /** A mapping that polls, with batches of up to so many messages. */
  public static Answer mappingOfBatches(int size) {
    return mapping("Enabled", size);
  }

  private static Answer mapping(String state, int batchSize) {
    return Answer.ok(
        """
        {"UUID":"mapping-1","BatchSize":%d,"MaximumBatchingWindowInSeconds":0,"State":"%s"}"""
            .formatted(batchSize, state));
  }

  /** A function that is well, and reports what failed. */
  static Answer functionWith(String partialBatch) {
    return Answer.ok(
        """
        {"FunctionName":"consumer","Timeout":5,"State":"Active","LastUpdateStatus":"Successful",
         "LoggingConfig":{"LogFormat":"Text"},
         "Environment":{"Variables":{"PARTIAL_BATCH":"%s","REPORT_BATCH_ITEM_FAILURES":"true"}}}"""
            .formatted(partialBatch));
  }

  /** A function with this in its answer besides what every function has. */
  static Answer functionHaving(String more) {
    return Answer.ok(
        """
        {"FunctionName":"consumer","Timeout":5,"State":"Active","LastUpdateStatus":"Successful",%s}"""
            .formatted(more));
  }

  /** A function that cdk deploy has not yet finished with. */
  public static Answer functionBeingUpdated() {
    return function("Text", "InProgress");
  }

  static Answer function(String logFormat, String lastUpdate) {
    return Answer.ok(
        """
        {"FunctionName":"consumer","Timeout":5,"State":"Active","LastUpdateStatus":"%s",
         "LoggingConfig":{"LogFormat":"%s"}}"""
            .formatted(lastUpdate, logFormat));
  }
}
