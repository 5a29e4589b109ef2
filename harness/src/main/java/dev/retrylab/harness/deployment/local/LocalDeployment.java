package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.local.LocalEngine;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Deploys to the local engine what the CDK app deploys to AWS, under the same names. */
record LocalDeployment(LambdaFunction consumer, LambdaFunction dlqConsumer, Deployment deployment) {
  private static final String HANDLERS = "dev.retrylab.lambda.";

  /** As the CDK app gives it: it writes to its log, and makes no client of any service. */
  private static final int DLQ_CONSUMER_MEGABYTES = 512;

  /** Attributes are in whole seconds, as SQS accepts them. */
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
    Optional<String> spareUrl =
        settings
            .spareQueue()
            .map(type -> url(engine, spare(engine, prefix, type, settings.dlqRetention())));
    // Nobody reads what a function answers to an event.
    MappingSettings mapping =
        scenario.trigger() == Trigger.EVENT
            ? MappingSettings.ofEvents(scenario.mapping().dlqEnabled())
            : scenario.mapping();
    LambdaFunction consumer =
        function(
            engine,
            scenario.function(),
            scenario.function().memoryMegabytes(),
            prefix + "consumer",
            "ConsumerHandler",
            Map.of(
                "DLQ_URL",
                dlqUrl,
                "REPORT_BATCH_ITEM_FAILURES",
                Boolean.toString(mapping.reportBatchItemFailures()),
                "PARTIAL_BATCH",
                scenario.partialBatch().word()),
            LocalConcurrency.of(scenario).atATime(),
            scenario.function().reservedConcurrency(),
            arn -> failures(scenario.function(), dlq, arn));
    LambdaFunction dlqConsumer =
        function(
            engine,
            scenario.function(),
            DLQ_CONSUMER_MEGABYTES,
            prefix + "dlq-consumer",
            "DlqConsumerHandler",
            Map.of(),
            LocalConcurrency.USUAL,
            OptionalInt.empty(),
            arn -> Optional.empty());
    Optional<String> sourceMapping =
        scenario.trigger() == Trigger.EVENT
            ? Optional.empty()
            : Optional.of(engine.map(queue, consumer, spec(mapping), mapping.enabled()));
    String dlqMapping =
        engine.map(
            dlq, dlqConsumer, new MappingSpec(1, Duration.ZERO, false), mapping.dlqEnabled());
    Deployment deployment =
        new Deployment(
            url(engine, queue),
            dlqUrl,
            spareUrl,
            consumer.spec().name(),
            dlqConsumer.spec().name(),
            consumer.spec().logGroup(),
            dlqConsumer.spec().logGroup(),
            scenario.queue(),
            mapping,
            scenario.function());
    engine.declareStack(
        StackLocation.DEFAULT_STACK, outputs(scenario, deployment, sourceMapping, dlqMapping));
    return new LocalDeployment(consumer, dlqConsumer, deployment);
  }

  private static Queue spare(
      LocalEngine engine, String prefix, QueueType type, Duration retention) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("MessageRetentionPeriod", Long.toString(retention.toSeconds()));
    boolean fifo = type == QueueType.FIFO;
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    return engine.createQueue(prefix + "spare" + (fifo ? ".fifo" : ""), attributes);
  }

  /** The stack outputs contract. */
  private static Map<String, String> outputs(
      Scenario scenario, Deployment deployment, Optional<String> sourceMapping, String dlqMapping) {
    Map<String, String> outputs = new HashMap<>();
    outputs.put("SourceQueueUrl", deployment.sourceQueueUrl());
    outputs.put("DlqUrl", deployment.dlqUrl());
    deployment.spareQueueUrl().ifPresent(url -> outputs.put("SpareQueueUrl", url));
    outputs.put("ConsumerFunctionName", deployment.consumerFunction());
    outputs.put("DlqConsumerFunctionName", deployment.dlqConsumerFunction());
    outputs.put("ConsumerLogGroup", deployment.consumerLogGroup());
    outputs.put("DlqConsumerLogGroup", deployment.dlqConsumerLogGroup());
    sourceMapping.ifPresentOrElse(
        id -> outputs.put("SourceMappingId", id),
        () -> outputs.put("Trigger", scenario.trigger().word()));
    outputs.put("DlqMappingId", dlqMapping);
    outputs.put("Scenario", scenario.name());
    String disabled = String.join(" ", disabledMappings(deployment.mapping()));
    if (!disabled.isEmpty()) {
      outputs.put("DisabledMappings", disabled);
    }
    return outputs;
  }

  /** By the words of their queues, so that preflight does not take it for a mistake. */
  private static List<String> disabledMappings(MappingSettings mapping) {
    List<String> disabled = new ArrayList<>();
    if (!mapping.enabled()) {
      disabled.add(QueueRole.SOURCE.word());
    }
    if (!mapping.dlqEnabled()) {
      disabled.add(QueueRole.DLQ.word());
    }
    return disabled;
  }

  private static MappingSpec spec(MappingSettings mapping) {
    return new MappingSpec(
        mapping.batchSize(),
        mapping.batchingWindow(),
        mapping.reportBatchItemFailures(),
        mapping.maximumConcurrency());
  }

  /** The dead-letter queue serves as all that can keep an event. */
  private static Optional<FailureQueue> failures(
      FunctionSettings function, Queue queue, String functionArn) {
    return switch (function.onFailure()) {
      case DISCARD -> Optional.empty();
      case DESTINATION -> Optional.of(new FailureQueue.Destination(queue, functionArn));
      case DEAD_LETTER_QUEUE -> Optional.of(new FailureQueue.FunctionDeadLetterQueue(queue));
    };
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
      int memoryMegabytes,
      String name,
      String handler,
      Map<String, String> environment,
      int mostEnvironments,
      OptionalInt reservedConcurrency,
      Function<String, Optional<FailureQueue>> failuresOf) {
    FunctionSpec spec =
        new FunctionSpec(
            name,
            HANDLERS + handler,
            settings.timeout(),
            memoryMegabytes,
            environment,
            mostEnvironments,
            reservedConcurrency);
    return engine.createFunction(
        spec, settings.retryAttempts(), settings.maximumEventAge(), failuresOf.apply(spec.arn()));
  }

  private static String url(LocalEngine engine, Queue queue) {
    return engine.endpoint() + "/000000000000/" + queue.name();
  }
}
