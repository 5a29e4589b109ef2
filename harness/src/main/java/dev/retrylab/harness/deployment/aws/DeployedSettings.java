package dev.retrylab.harness.deployment.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads AWS's answers as the settings of a scenario. */
final class DeployedSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What holds without a configuration (async-default-3-attempts). */
  private static final int DEFAULT_RETRY_ATTEMPTS = 2;

  private static final Duration DEFAULT_EVENT_AGE = Duration.ofHours(6);

  private DeployedSettings() {}

  /** The queues. Without a redrive policy there is no maxReceiveCount: it means nothing then. */
  static QueueSettings queue(
      Map<QueueAttributeName, String> source,
      Map<QueueAttributeName, String> dlq,
      Optional<QueueType> spare) {
    Optional<Integer> count = maxReceiveCount(source);
    return new QueueSettings(
        type(source),
        seconds(source, QueueAttributeName.VISIBILITY_TIMEOUT),
        count.orElse(QueueSettings.defaults().maxReceiveCount()),
        seconds(source, QueueAttributeName.MESSAGE_RETENTION_PERIOD),
        seconds(dlq, QueueAttributeName.MESSAGE_RETENTION_PERIOD),
        seconds(source, QueueAttributeName.DELAY_SECONDS),
        count.isPresent(),
        spare);
  }

  static QueueType type(Map<QueueAttributeName, String> queue) {
    return "true".equals(queue.get(QueueAttributeName.FIFO_QUEUE))
        ? QueueType.FIFO
        : QueueType.STANDARD;
  }

  private static Optional<Integer> maxReceiveCount(Map<QueueAttributeName, String> source) {
    try {
      String policy = source.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
      JsonNode count = JSON.readTree(policy).path("maxReceiveCount");
      return count.isMissingNode() ? Optional.empty() : Optional.of(count.asInt());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * The mapping of the source queue.
   *
   * @param dlqEnabled whether that of the dead-letter queue is enabled
   */
  static MappingSettings mapping(GetEventSourceMappingResponse mapping, boolean dlqEnabled) {
    return new MappingSettings(
        mapping.batchSize(),
        Duration.ofSeconds(Optional.ofNullable(mapping.maximumBatchingWindowInSeconds()).orElse(0)),
        mapping.functionResponseTypes().contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES),
        Stream.ofNullable(mapping.scalingConfig())
            .map(ScalingConfig::maximumConcurrency)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .findFirst(),
        enabled(mapping),
        dlqEnabled);
  }

  static boolean enabled(GetEventSourceMappingResponse mapping) {
    return "Enabled".equals(mapping.state());
  }

  /**
   * The consumer.
   *
   * @throws IllegalArgumentException with a sentence if it has an environment in which it does not
   *     start
   */
  static FunctionSettings function(
      GetFunctionConfigurationResponse function,
      OptionalInt reservedConcurrency,
      Optional<GetFunctionEventInvokeConfigResponse> asynchronous) {
    return new FunctionSettings(
        Duration.ofSeconds(function.timeout()),
        asynchronous
            .map(GetFunctionEventInvokeConfigResponse::maximumRetryAttempts)
            .orElse(DEFAULT_RETRY_ATTEMPTS),
        asynchronous
            .map(GetFunctionEventInvokeConfigResponse::maximumEventAgeInSeconds)
            .map(Duration::ofSeconds)
            .orElse(DEFAULT_EVENT_AGE),
        reservedConcurrency,
        onFailure(function, asynchronous),
        Optional.of(ConsumerEnvironment.of(function).partialBatch(function.functionName())),
        Optional.ofNullable(function.memorySize()).orElse(FunctionSettings.WHOLE_CPU_MEGABYTES));
  }

  /** An answer names neither where there is none, or names it with nothing in it. */
  private static OnFailure onFailure(
      GetFunctionConfigurationResponse function,
      Optional<GetFunctionEventInvokeConfigResponse> asynchronous) {
    Optional<String> destination =
        asynchronous
            .map(GetFunctionEventInvokeConfigResponse::destinationConfig)
            .map(DestinationConfig::onFailure)
            .map(software.amazon.awssdk.services.lambda.model.OnFailure::destination);
    if (destination.filter(arn -> !arn.isEmpty()).isPresent()) {
      return OnFailure.DESTINATION;
    }
    return Optional.ofNullable(function.deadLetterConfig())
        .map(DeadLetterConfig::targetArn)
        .filter(arn -> !arn.isEmpty())
        .map(arn -> OnFailure.DEAD_LETTER_QUEUE)
        .orElse(OnFailure.DISCARD);
  }

  private static Duration seconds(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(name, "0")));
  }
}
