package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Trigger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/**
 * What the environment of the consumer tells it about failed records.
 *
 * @param variables empty where the endpoint does not tell them
 */
record ConsumerEnvironment(Optional<Map<String, String>> variables) {
  private static final String PARTIAL_BATCH = "PARTIAL_BATCH";
  private static final String REPORTS = "REPORT_BATCH_ITEM_FAILURES";

  static ConsumerEnvironment of(GetFunctionConfigurationResponse function) {
    return new ConsumerEnvironment(
        Optional.ofNullable(function.environment())
            .filter(EnvironmentResponse::hasVariables)
            .map(EnvironmentResponse::variables));
  }

  /**
   * What the function does with the rest of a batch. One that was deployed without the variable
   * stops at the first failure.
   *
   * @throws IllegalArgumentException if the variable holds another word: the function does not
   *     start then
   */
  PartialBatch partialBatch(String function) {
    String word = value(PARTIAL_BATCH, PartialBatch.STOP_AT_FIRST.word());
    return Arrays.stream(PartialBatch.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(refused(PARTIAL_BATCH, function, word)));
  }

  /**
   * What does not agree between function and mapping, in one sentence: both must speak of batch
   * item failures, or neither (Lambda developer guide, services-sqs-errorhandling).
   */
  Optional<String> problem(String function, Trigger trigger, MappingSettings mapping) {
    String word = value(REPORTS, "false");
    if (!word.equals("true") && !word.equals("false")) {
      return Optional.of(refused(REPORTS, function, word));
    }
    boolean reports = word.equals("true");
    boolean taken = trigger == Trigger.MAPPING && mapping.reportBatchItemFailures();
    if (variables.isEmpty() || reports == taken) {
      return Optional.empty();
    }
    if (taken) {
      return Optional.of(
          "The event source mapping takes batch item failures (ReportBatchItemFailures), but %s of the function %s is false, so that it throws instead of naming what failed. Deploy the stack again."
              .formatted(REPORTS, function));
    }
    return Optional.of(
        "%s of the function %s is true, but %s, so that its failures would pass for successes. Deploy the stack again."
            .formatted(
                REPORTS,
                function,
                trigger == Trigger.EVENT
                    ? "nobody reads what a function answers to an event"
                    : "the event source mapping does not take batch item failures (ReportBatchItemFailures)"));
  }

  private String value(String variable, String otherwise) {
    return variables.map(all -> all.get(variable)).orElse(otherwise);
  }

  private static String refused(String variable, String function, String word) {
    return "The environment variable %s of the function %s is \"%s\", which it refuses. Deploy the stack again."
        .formatted(variable, function, word);
  }
}
