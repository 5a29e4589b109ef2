package dev.retrylab.harness.target;

import dev.retrylab.harness.local.LocalEngine;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Deploys to the local engine what the CDK app deploys to AWS, under the same names. */
record LocalDeployment(LambdaFunction consumer, LambdaFunction dlqConsumer, Deployment deployment) {
  private static final String HANDLERS = "dev.retrylab.lambda.";
  private static final int MEMORY_MEGABYTES = 512;
  private static final int MOST_ENVIRONMENTS = 4;

  /** Attributes are in whole seconds, as SQS takes them. */
  private static final Duration DLQ_VISIBILITY = Duration.ofSeconds(30);

  static LocalDeployment deploy(LocalEngine engine, Scenario scenario) {
    QueueSettings settings = scenario.queue();
    String suffix = settings.type() == QueueType.FIFO ? ".fifo" : "";
    String prefix = "retry-lab-" + scenario.name() + "-";
    Duration timeout = scenario.function().timeout();
    Duration dlqVisibility = timeout.compareTo(DLQ_VISIBILITY) > 0 ? timeout : DLQ_VISIBILITY;
    Queue dlq =
        engine.createQueue(
            prefix + "dlq" + suffix,
            attributes(settings, dlqVisibility, settings.dlqRetention(), Duration.ZERO));
    Map<String, String> source =
        attributes(settings, settings.visibilityTimeout(), settings.retention(), settings.delay());
    if (settings.deadLetterQueue()) {
      source.put(
          "RedrivePolicy",
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(dlq.arn(), settings.maxReceiveCount()));
    }
    Queue queue = engine.createQueue(prefix + "source" + suffix, source);
    String dlqUrl = url(engine, dlq);
    LambdaFunction consumer =
        function(
            engine,
            scenario.function(),
            prefix + "consumer",
            "ConsumerHandler",
            Map.of(
                "DLQ_URL",
                dlqUrl,
                "REPORT_BATCH_ITEM_FAILURES",
                Boolean.toString(scenario.mapping().reportBatchItemFailures())),
            scenario.function().reservedConcurrency());
    LambdaFunction dlqConsumer =
        function(
            engine,
            scenario.function(),
            prefix + "dlq-consumer",
            "DlqConsumerHandler",
            Map.of(),
            OptionalInt.empty());
    String sourceMapping =
        engine.map(
            queue,
            consumer,
            new MappingSpec(
                scenario.mapping().batchSize(),
                scenario.mapping().batchingWindow(),
                scenario.mapping().reportBatchItemFailures(),
                scenario.mapping().maximumConcurrency()));
    String dlqMapping = engine.map(dlq, dlqConsumer, new MappingSpec(1, Duration.ZERO, false));
    Deployment deployment =
        new Deployment(
            url(engine, queue),
            dlqUrl,
            consumer.spec().name(),
            dlqConsumer.spec().name(),
            consumer.spec().logGroup(),
            dlqConsumer.spec().logGroup(),
            scenario.queue(),
            scenario.mapping(),
            scenario.function());
    engine.declareStack(
        AwsPlace.DEFAULT_STACK, outputs(scenario, deployment, sourceMapping, dlqMapping));
    return new LocalDeployment(consumer, dlqConsumer, deployment);
  }

  /** The stack outputs contract. */
  private static Map<String, String> outputs(
      Scenario scenario, Deployment deployment, String sourceMapping, String dlqMapping) {
    return Map.of(
        "SourceQueueUrl", deployment.sourceQueueUrl(),
        "DlqUrl", deployment.dlqUrl(),
        "ConsumerFunctionName", deployment.consumerFunction(),
        "DlqConsumerFunctionName", deployment.dlqConsumerFunction(),
        "ConsumerLogGroup", deployment.consumerLogGroup(),
        "DlqConsumerLogGroup", deployment.dlqConsumerLogGroup(),
        "SourceMappingId", sourceMapping,
        "DlqMappingId", dlqMapping,
        "Scenario", scenario.name());
  }

  private static Map<String, String> attributes(
      QueueSettings settings, Duration visibility, Duration retention, Duration delay) {
    Map<String, String> attributes = new HashMap<>();
    if (settings.type() == QueueType.FIFO) {
      attributes.put("FifoQueue", "true");
    }
    attributes.put("VisibilityTimeout", Long.toString(visibility.toSeconds()));
    attributes.put("MessageRetentionPeriod", Long.toString(retention.toSeconds()));
    attributes.put("DelaySeconds", Long.toString(delay.toSeconds()));
    return attributes;
  }

  private static LambdaFunction function(
      LocalEngine engine,
      FunctionSettings settings,
      String name,
      String handler,
      Map<String, String> environment,
      OptionalInt reservedConcurrency) {
    return engine.createFunction(
        new FunctionSpec(
            name,
            HANDLERS + handler,
            settings.timeout(),
            MEMORY_MEGABYTES,
            environment,
            MOST_ENVIRONMENTS,
            reservedConcurrency),
        settings.retryAttempts(),
        settings.maximumEventAge());
  }

  private static String url(LocalEngine engine, Queue queue) {
    return engine.endpoint() + "/000000000000/" + queue.name();
  }
}
