package dev.retrylab.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Capture;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
@DisplayName("The stack")
final class RetryLabStackTest {
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String ASYNC = "AWS::Lambda::EventInvokeConfig";

  /** Tests only read them. */
  private static final Map<Map<String, String>, Template> TEMPLATES = new HashMap<>();

  @TempDir private static Path directory;

  @Test
  void of_the_article_has_a_FIFO_queue_that_redrives_to_a_FIFO_dead_letter_queue() {
    Template template = template(Map.of());
    template.resourceCountIs(QUEUE, 2);
    template.hasResourceProperties(
        QUEUE,
        Map.of(
            "QueueName",
            "retry-lab-article-source.fifo",
            "FifoQueue",
            true,
            "ContentBasedDeduplication",
            false,
            "VisibilityTimeout",
            30,
            "MessageRetentionPeriod",
            345600,
            "DelaySeconds",
            0,
            "SqsManagedSseEnabled",
            true,
            "RedrivePolicy",
            Match.objectLike(Map.of("maxReceiveCount", 2))));
    template.hasResourceProperties(
        QUEUE,
        Map.of(
            "QueueName",
            "retry-lab-article-dlq.fifo",
            "FifoQueue",
            true,
            "ContentBasedDeduplication",
            false,
            "VisibilityTimeout",
            30,
            "MessageRetentionPeriod",
            1209600,
            "SqsManagedSseEnabled",
            true,
            "RedrivePolicy",
            Match.absent()));
  }

  @Test
  void has_no_redrive_policy_where_the_scenario_wants_none_but_both_queues() {
    Template template = template(Map.of("queue.deadLetterQueue", "false"));
    template.resourceCountIs(QUEUE, 2);
    template.allResourcesProperties(QUEUE, Map.of("RedrivePolicy", Match.absent()));
  }

  @Test
  void has_a_spare_queue_and_disabled_mappings_where_the_scenario_wants_them() {
    Template template =
        template(
            Map.of(
                "queue.spareQueue", "standard",
                "mapping.enabled", "false",
                "mapping.dlqEnabled", "false"));
    template.hasResourceProperties(
        QUEUE, Map.of("QueueName", "retry-lab-article-spare", "FifoQueue", Match.absent()));
    template.resourcePropertiesCountIs(MAPPING, Map.of("Enabled", false), 2);
    template.hasOutput("DisabledMappings", Map.of("Value", "source dlq"));
    assertThat(template.findOutputs("SpareQueueUrl")).hasSize(1);
    Template article = template(Map.of());
    article.resourceCountIs(QUEUE, 2);
    article.allResourcesProperties(MAPPING, Map.of("Enabled", Match.absent()));
    assertThat(article.findOutputs("DisabledMappings")).isEmpty();
  }

  @Test
  void limits_concurrency_as_the_scenario_says_and_else_not_at_all() {
    Template limited =
        template(Map.of("mapping.maximumConcurrency", "3", "function.reservedConcurrency", "0"));
    limited.resourcePropertiesCountIs(
        MAPPING, Map.of("ScalingConfig", Map.of("MaximumConcurrency", 3)), 1);
    limited.resourcePropertiesCountIs(FUNCTION, Map.of("ReservedConcurrentExecutions", 0), 1);
    Template article = template(Map.of());
    article.resourcePropertiesCountIs(MAPPING, Map.of("ScalingConfig", Match.absent()), 1);
    article.allResourcesProperties(MAPPING, Map.of("ProvisionedPollerConfig", Match.absent()));
    article.allResourcesProperties(
        FUNCTION, Map.of("ReservedConcurrentExecutions", Match.absent()));
  }

  @Test
  void consumes_the_dead_letter_queue_with_two_at_a_time_whatever_the_scenario_says() {
    template(Map.of())
        .resourcePropertiesCountIs(
            MAPPING, Map.of("ScalingConfig", Map.of("MaximumConcurrency", 2)), 1);
  }

  @Test
  void says_that_it_does_not_deploy_what_the_account_may_run() {
    assertThat(told(Map.of())).isZero();
    assertThat(told(Map.of("account.concurrency", "20"))).isEqualTo(1);
  }

  private static int told(Map<String, String> settings) {
    SynthesisedStack stack =
        SynthesisedStack.with(settings, SynthesisedStack.jar(directory, "code"));
    return Annotations.fromStack(stack.stack())
        .findInfo("*", Match.stringLikeRegexp("account.concurrency is 20 .*nothing deploys it.*"))
        .size();
  }

  @Test
  void provisions_the_pollers_of_the_scenario() {
    template(Map.of("mapping.provisionedPollers", "3..2000"))
        .resourcePropertiesCountIs(
            MAPPING,
            Map.of(
                "ProvisionedPollerConfig",
                Map.of("MinimumPollers", 3, "MaximumPollers", 2000),
                "ScalingConfig",
                Match.absent()),
            1);
  }

  @Test
  void has_no_source_mapping_where_the_harness_invokes_the_consumer() {
    Template template = template(Map.of("trigger.type", "event"));
    template.resourceCountIs(MAPPING, 1);
    template.hasOutput("Trigger", Map.of("Value", "event"));
    assertThat(template.findOutputs("SourceMappingId")).isEmpty();
    Template article = template(Map.of());
    article.resourceCountIs(MAPPING, 2);
    assertThat(article.findOutputs("Trigger")).isEmpty();
  }

  @Test
  void keeps_failed_events_as_the_scenario_says_and_else_not_at_all() {
    String config = "AWS::Lambda::EventInvokeConfig";
    Template destination =
        template(
            Map.of(
                "trigger.type", "event",
                "queue.type", "standard",
                "function.onFailure", "destination"));
    destination.hasResourceProperties(
        config,
        Map.of(
            "DestinationConfig",
            Map.of("OnFailure", Match.objectLike(Map.of("Destination", Match.anyValue())))));
    Template own =
        template(Map.of("queue.type", "standard", "function.onFailure", "dead-letter-queue"));
    own.resourcePropertiesCountIs(
        FUNCTION, Map.of("DeadLetterConfig", Map.of("TargetArn", Match.anyValue())), 1);
    Template article = template(Map.of());
    article.allResourcesProperties(config, Map.of("DestinationConfig", Match.absent()));
    article.allResourcesProperties(FUNCTION, Map.of("DeadLetterConfig", Match.absent()));
  }

  @Test
  void refuses_requests_to_the_queues_that_are_not_encrypted() {
    template(Map.of())
        .allResourcesProperties(
            "AWS::SQS::QueuePolicy",
            Map.of(
                "PolicyDocument",
                Match.objectLike(
                    Map.of(
                        "Statement",
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Effect",
                                    "Deny",
                                    "Condition",
                                    Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))));
  }

  @Test
  void has_a_function_for_each_queue() {
    Template template = template(Map.of());
    template.resourceCountIs(FUNCTION, 2);
    template.allResourcesProperties(
        FUNCTION,
        Map.of(
            "Runtime",
            "java25",
            "Timeout",
            5,
            "LoggingConfig",
            Match.objectLike(Map.of("LogFormat", "Text"))));
    template.hasResourceProperties(
        FUNCTION,
        Map.of(
            "FunctionName",
            "retry-lab-article-consumer",
            "Handler",
            "dev.retrylab.lambda.ConsumerHandler",
            "MemorySize",
            1769,
            "Environment",
            Map.of(
                "Variables",
                Map.of(
                    "SOURCE_QUEUE_URL",
                    Map.of("Ref", queue(template, "source.fifo")),
                    "DLQ_URL",
                    Map.of("Ref", queue(template, "dlq.fifo")),
                    "REPORT_BATCH_ITEM_FAILURES",
                    "false",
                    "PARTIAL_BATCH",
                    "stop-at-first"))));
    template.hasResourceProperties(
        FUNCTION,
        Map.of(
            "FunctionName",
            "retry-lab-article-dlq-consumer",
            "Handler",
            "dev.retrylab.lambda.DlqConsumerHandler",
            "MemorySize",
            512,
            "Environment",
            Match.absent()));
  }

  @Test
  void maps_each_queue_to_its_function() {
    Template template = template(Map.of());
    template.resourceCountIs(MAPPING, 2);
    for (String role : List.of("source.fifo", "dlq.fifo")) {
      template.hasResourceProperties(
          MAPPING,
          Map.of(
              "BatchSize", 1,
              "EventSourceArn", Map.of("Fn::GetAtt", List.of(queue(template, role), "Arn")),
              "MaximumBatchingWindowInSeconds", Match.absent(),
              "FunctionResponseTypes", Match.absent()));
    }
  }

  @Test
  void keeps_the_logs_for_a_week_and_deletes_them_with_the_stack() {
    Template template = template(Map.of());
    for (String name : List.of("consumer", "dlq-consumer")) {
      template.hasResource(
          "AWS::Logs::LogGroup",
          Map.of(
              "Properties",
              Match.objectLike(
                  Map.of(
                      "LogGroupName",
                      "/aws/lambda/retry-lab-article-" + name,
                      "RetentionInDays",
                      7)),
              "DeletionPolicy",
              "Delete"));
    }
  }

  @Test
  void lets_each_function_do_what_it_must_and_nothing_else() {
    Template template = template(Map.of());
    assertThat(actions(template, "ExperimentConsumer"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:SendMessage");
    assertThat(actions(template, "ExperimentDlqConsumer"))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage");
    template.allResourcesProperties("AWS::IAM::Role", Map.of("ManagedPolicyArns", Match.absent()));
  }

  @ParameterizedTest
  @MethodSource
  void follows_each_setting(
      String key, String value, String type, String property, Object expected) {
    template(Map.of(key, value)).hasResourceProperties(type, Map.of(property, expected));
  }

  static Stream<Arguments> follows_each_setting() {
    return Stream.of(
        Arguments.of("queue.visibilityTimeout", "200s", QUEUE, "VisibilityTimeout", 200),
        Arguments.of(
            "queue.maxReceiveCount",
            "7",
            QUEUE,
            "RedrivePolicy",
            Match.objectLike(Map.of("maxReceiveCount", 7))),
        Arguments.of("queue.retention", "60s", QUEUE, "MessageRetentionPeriod", 60),
        Arguments.of("queue.dlqRetention", "1d", QUEUE, "MessageRetentionPeriod", 86400),
        Arguments.of("queue.delay", "15m", QUEUE, "DelaySeconds", 900),
        Arguments.of("mapping.batchSize", "10", MAPPING, "BatchSize", 10),
        Arguments.of(
            "mapping.reportBatchItemFailures",
            "true",
            MAPPING,
            "FunctionResponseTypes",
            List.of("ReportBatchItemFailures")),
        Arguments.of(
            "mapping.reportBatchItemFailures",
            "true",
            FUNCTION,
            "Environment",
            Match.objectLike(
                Map.of(
                    "Variables", Match.objectLike(Map.of("REPORT_BATCH_ITEM_FAILURES", "true"))))),
        Arguments.of(
            "mapping.reportBatchItemFailures",
            "true",
            FUNCTION,
            "Environment",
            Match.objectLike(
                Map.of("Variables", Match.objectLike(Map.of("PARTIAL_BATCH", "stop-at-first"))))),
        Arguments.of("function.timeout", "29s", FUNCTION, "Timeout", 29),
        Arguments.of("function.retryAttempts", "0", ASYNC, "MaximumRetryAttempts", 0),
        Arguments.of("function.maximumEventAge", "60s", ASYNC, "MaximumEventAgeInSeconds", 60));
  }

  @Test
  void gives_the_dead_letter_queue_a_visibility_timeout_that_a_slow_function_needs() {
    template(Map.of("function.timeout", "10m", "queue.visibilityTimeout", "12h"))
        .hasResourceProperties(
            QUEUE, Map.of("QueueName", "retry-lab-article-dlq.fifo", "VisibilityTimeout", 600));
  }

  @Test
  void tells_the_function_what_to_do_with_the_rest_of_a_batch() {
    assertThat(partialBatch(Map.of("queue.type", "standard"))).isEqualTo("failed-only");
    assertThat(partialBatch(Map.of("function.partialBatch", "skip-group"))).isEqualTo("skip-group");
  }

  @Test
  void gives_the_consumer_the_memory_that_the_scenario_says() {
    template(Map.of("function.memory", "256"))
        .hasResourceProperties(
            FUNCTION, Map.of("FunctionName", "retry-lab-article-consumer", "MemorySize", 256));
  }

  private static Object partialBatch(Map<String, String> settings) {
    Map<String, String> reporting = new HashMap<>(settings);
    reporting.put("mapping.reportBatchItemFailures", "true");
    Capture word = new Capture();
    template(reporting)
        .hasResourceProperties(
            FUNCTION,
            Map.of(
                "Environment",
                Map.of("Variables", Match.objectLike(Map.of("PARTIAL_BATCH", word)))));
    return word.asString();
  }

  @Test
  void can_be_of_standard_queues() {
    Template template =
        template(
            Map.of(
                "queue.type", "standard",
                "mapping.batchSize", "100",
                "mapping.batchingWindow", "5s"));
    template.allResourcesProperties(
        QUEUE, Map.of("FifoQueue", Match.absent(), "ContentBasedDeduplication", Match.absent()));
    template.hasResourceProperties(QUEUE, Map.of("QueueName", "retry-lab-article-source"));
    template.hasResourceProperties(QUEUE, Map.of("QueueName", "retry-lab-article-dlq"));
    template.hasResourceProperties(
        MAPPING, Map.of("BatchSize", 100, "MaximumBatchingWindowInSeconds", 5));
  }

  @Test
  void tags_all_that_can_be_tagged_with_the_project_and_the_scenario() {
    Template template = template(Map.of());
    List<Map<String, String>> tags =
        List.of(
            Map.of("Key", "project", "Value", "retry-lab"),
            Map.of("Key", "scenario", "Value", "article"));
    for (String type : List.of(QUEUE, FUNCTION, MAPPING, "AWS::Logs::LogGroup", "AWS::IAM::Role")) {
      template.allResourcesProperties(type, Map.of("Tags", tags));
    }
  }

  @Test
  void tells_the_harness_where_everything_is() {
    Map<String, Map<String, Object>> outputs = template(Map.of()).findOutputs("*");
    assertThat(outputs.keySet())
        .isEqualTo(
            Set.of(
                "SourceQueueUrl",
                "DlqUrl",
                "ConsumerFunctionName",
                "DlqConsumerFunctionName",
                "ConsumerLogGroup",
                "DlqConsumerLogGroup",
                "SourceMappingId",
                "DlqMappingId",
                "Scenario"));
    assertThat(outputs.get("Scenario")).isEqualTo(Map.of("Value", "article"));
  }

  /** With other ids, a stack that is deployed would be torn down and built anew by the next. */
  @Test
  void keeps_the_logical_ids_of_the_stacks_that_are_deployed() {
    Map<String, Map<String, Object>> resources = new HashMap<>();
    for (String type : List.of(QUEUE, FUNCTION, MAPPING, ASYNC, "AWS::Logs::LogGroup")) {
      resources.putAll(template(Map.of()).findResources(type));
    }
    assertThat(resources.keySet())
        .containsExactlyInAnyOrder(
            "ExperimentConsumerFunction04517200",
            "ExperimentConsumerFunctionEventInvokeConfigFD14A16F",
            "ExperimentConsumerFunctionSqsEventSourceRetryLabExperimentSourceEDEA6E7256E8F9C6",
            "ExperimentConsumerLogGroup4DE2F280",
            "ExperimentDeadLetterQueueFDCA7C3B",
            "ExperimentDlqConsumerFunctionD9615BF6",
            "ExperimentDlqConsumerFunctionSqsEventSourceRetryLabExperimentDeadLetterQueueBBFD94A04C9FCCA8",
            "ExperimentDlqConsumerLogGroup7477AF14",
            "ExperimentSource16F619D4");
  }

  @Test
  void changes_when_and_only_when_the_content_of_the_jar_does() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Map<String, Object> one = template(Map.of()).toJSON();
    Map<String, Object> same =
        SynthesisedStack.with(Map.of(), SynthesisedStack.jar(elsewhere, "one")).template().toJSON();
    Map<String, Object> other =
        SynthesisedStack.with(Map.of(), SynthesisedStack.jar(elsewhere, "two")).template().toJSON();
    assertThat(one.toString()).isEqualTo(same.toString()).isNotEqualTo(other.toString());
  }

  static List<String> bundledScenarios() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("bundledScenarios")
  void of_each_bundled_scenario_has_its_queues_mappings_and_functions(String name) {
    Template template =
        SynthesisedStack.ofScenario(name, SynthesisedStack.jar(directory, "one")).template();
    template.resourceCountIs(QUEUE, 2 + template.findOutputs("SpareQueueUrl").size());
    template.resourceCountIs(MAPPING, name.equals("async-invoke") ? 1 : 2);
    template.resourcePropertiesCountIs(
        FUNCTION, Map.of("FunctionName", "retry-lab-" + name + "-consumer"), 1);
    template.hasOutput("Scenario", Map.of("Value", name));
  }

  private static Template template(Map<String, String> overrides) {
    return TEMPLATES.computeIfAbsent(
        overrides,
        any -> SynthesisedStack.with(overrides, SynthesisedStack.jar(directory, "one")).template());
  }

  private static String queue(Template template, String role) {
    Map<String, Object> named =
        Map.of("Properties", Map.of("QueueName", "retry-lab-article-" + role));
    return template.findResources(QUEUE, named).keySet().iterator().next();
  }

  private static List<String> actions(Template template, String consumer) {
    return template.findResources("AWS::IAM::Policy").entrySet().stream()
        .filter(policy -> policy.getKey().startsWith(consumer))
        .map(policy -> at(policy.getValue(), "Properties", "PolicyDocument", "Statement"))
        .flatMap(statements -> ((List<?>) statements).stream())
        .flatMap(statement -> ((List<?>) at(statement, "Action")).stream())
        .map(String::valueOf)
        .toList();
  }

  private static Object at(Object tree, String... path) {
    Object here = tree;
    for (String key : path) {
      here = ((Map<?, ?>) here).get(key);
    }
    return here;
  }
}
