package dev.retrylab.harness.deployment.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Setting;
import dev.retrylab.harness.scenario.SettingValues;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The settings of a scenario as AWS tells them: for each setting, in which answer it stands. Where
 * AWS has no configuration, the setting's default holds, which is AWS's own.
 */
final class DeployedSettings implements SettingValues {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Setting<?>, Function<Answers, ?>> READERS = new HashMap<>();

  static {
    put(Settings.TRIGGER, Answers::trigger);

    put(Settings.QUEUE_TYPE, answers -> type(answers.source()));
    put(
        Settings.VISIBILITY_TIMEOUT,
        answers -> seconds(answers.source(), QueueAttributeName.VISIBILITY_TIMEOUT));
    // Without a redrive policy there is none, and it means nothing.
    put(
        Settings.MAX_RECEIVE_COUNT,
        answers ->
            maxReceiveCount(answers.source()).orElse(Settings.MAX_RECEIVE_COUNT.defaultValue()));
    put(
        Settings.RETENTION,
        answers -> seconds(answers.source(), QueueAttributeName.MESSAGE_RETENTION_PERIOD));
    put(
        Settings.DLQ_RETENTION,
        answers -> seconds(answers.dlq(), QueueAttributeName.MESSAGE_RETENTION_PERIOD));
    put(Settings.DELAY, answers -> seconds(answers.source(), QueueAttributeName.DELAY_SECONDS));
    put(Settings.DEAD_LETTER_QUEUE, answers -> maxReceiveCount(answers.source()).isPresent());
    put(Settings.SPARE_QUEUE, answers -> answers.spare().map(DeployedSettings::type));

    putOfMapping(Settings.BATCH_SIZE, GetEventSourceMappingResponse::batchSize);
    putOfMapping(
        Settings.BATCHING_WINDOW,
        mapping ->
            Duration.ofSeconds(
                Optional.ofNullable(mapping.maximumBatchingWindowInSeconds()).orElse(0)));
    putOfMapping(Settings.REPORT_BATCH_ITEM_FAILURES, DeployedSettings::reportsBatchItemFailures);
    putOfMapping(
        Settings.MAXIMUM_CONCURRENCY,
        mapping ->
            Stream.ofNullable(mapping.scalingConfig())
                .map(ScalingConfig::maximumConcurrency)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .findFirst());
    putOfMapping(
        Settings.PROVISIONED_POLLERS,
        mapping ->
            Optional.ofNullable(mapping.provisionedPollerConfig())
                .filter(config -> config.minimumPollers() != null)
                .map(config -> new NumberRange(config.minimumPollers(), config.maximumPollers())));
    putOfMapping(Settings.MAPPING_ENABLED, DeployedSettings::isEnabled);
    put(
        Settings.DLQ_MAPPING_ENABLED,
        answers ->
            answers
                .dlqMapping()
                .map(DeployedSettings::isEnabled)
                .orElse(Settings.DLQ_MAPPING_ENABLED.defaultValue()));

    put(Settings.FUNCTION_TIMEOUT, answers -> Duration.ofSeconds(answers.consumer().timeout()));
    // async-default-3-attempts
    put(
        Settings.RETRY_ATTEMPTS,
        answers ->
            answers
                .asynchronous()
                .map(GetFunctionEventInvokeConfigResponse::maximumRetryAttempts)
                .orElse(Settings.RETRY_ATTEMPTS.defaultValue()));
    put(
        Settings.MAXIMUM_EVENT_AGE,
        answers ->
            answers
                .asynchronous()
                .map(GetFunctionEventInvokeConfigResponse::maximumEventAgeInSeconds)
                .map(Duration::ofSeconds)
                .orElse(Settings.MAXIMUM_EVENT_AGE.defaultValue()));
    put(Settings.RESERVED_CONCURRENCY, Answers::reservedConcurrency);
    put(Settings.ON_FAILURE, DeployedSettings::onFailure);
    put(
        Settings.PARTIAL_BATCH,
        answers -> ConsumerEnvironment.of(answers.consumer()).partialBatch());
    put(
        Settings.MEMORY,
        answers ->
            Optional.ofNullable(answers.consumer().memorySize())
                .orElse(Settings.MEMORY.defaultValue()));
    // Not deployed: the messages carry the one, and a real function starts as it does.
    put(Settings.DURATION, answers -> Settings.DURATION.defaultValue());
    put(Settings.INIT_DURATION, answers -> Settings.INIT_DURATION.defaultValue());
    put(
        Settings.ACCOUNT_CONCURRENCY,
        answers ->
            answers.accountConcurrency().orElse(Settings.ACCOUNT_CONCURRENCY.defaultValue()));
  }

  /**
   * What AWS answered.
   *
   * @param spare where there is a spare queue
   * @param mapping of the source queue, where it has one
   * @param dlqMapping empty where it could not be read
   * @param asynchronous how events are retried, where that is configured
   * @param accountConcurrency what the account can run at a time, empty where it could not be read
   */
  record Answers(
      Trigger trigger,
      Map<QueueAttributeName, String> source,
      Map<QueueAttributeName, String> dlq,
      Optional<Map<QueueAttributeName, String>> spare,
      Optional<GetEventSourceMappingResponse> mapping,
      Optional<GetEventSourceMappingResponse> dlqMapping,
      GetFunctionConfigurationResponse consumer,
      OptionalInt reservedConcurrency,
      Optional<GetFunctionEventInvokeConfigResponse> asynchronous,
      OptionalInt accountConcurrency) {}

  private final Answers answers;

  DeployedSettings(Answers answers) {
    this.answers = answers;
  }

  /** The settings that can be read. */
  static Set<Setting<?>> readable() {
    return Set.copyOf(READERS.keySet());
  }

  /** {@link #put} pairs each setting with a reader of its own type. */
  @Override
  @SuppressWarnings("unchecked")
  public <T> T of(Setting<T> setting) {
    return (T) READERS.get(setting).apply(answers);
  }

  private static <T> void put(Setting<T> setting, Function<Answers, T> reader) {
    READERS.put(setting, reader);
  }

  /** Where the source queue has no mapping, the setting means nothing, and has its default. */
  private static <T> void putOfMapping(
      Setting<T> setting, Function<GetEventSourceMappingResponse, T> reader) {
    put(setting, answers -> answers.mapping().map(reader).orElse(setting.defaultValue()));
  }

  private static QueueType type(Map<QueueAttributeName, String> queue) {
    return "true".equals(queue.get(QueueAttributeName.FIFO_QUEUE))
        ? QueueType.FIFO
        : QueueType.STANDARD;
  }

  private static Duration seconds(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Duration.ofSeconds(Long.parseLong(attributes.getOrDefault(name, "0")));
  }

  /** Empty without a redrive policy. */
  private static Optional<Integer> maxReceiveCount(Map<QueueAttributeName, String> source) {
    try {
      String policy = source.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
      JsonNode count = JSON.readTree(policy).path("maxReceiveCount");
      return count.isMissingNode() ? Optional.empty() : Optional.of(count.asInt());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static boolean reportsBatchItemFailures(GetEventSourceMappingResponse mapping) {
    return mapping
        .functionResponseTypes()
        .contains(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
  }

  private static boolean isEnabled(GetEventSourceMappingResponse mapping) {
    return "Enabled".equals(mapping.state());
  }

  /** An answer does not name the other's queue where there is none, or names an empty one. */
  private static OnFailure onFailure(Answers answers) {
    Optional<String> destination =
        answers
            .asynchronous()
            .map(GetFunctionEventInvokeConfigResponse::destinationConfig)
            .map(DestinationConfig::onFailure)
            .map(software.amazon.awssdk.services.lambda.model.OnFailure::destination);
    if (destination.filter(arn -> !arn.isEmpty()).isPresent()) {
      return OnFailure.DESTINATION;
    }
    return Optional.ofNullable(answers.consumer().deadLetterConfig())
        .map(DeadLetterConfig::targetArn)
        .filter(arn -> !arn.isEmpty())
        .map(arn -> OnFailure.DEAD_LETTER_QUEUE)
        .orElse(OnFailure.DISCARD);
  }
}
