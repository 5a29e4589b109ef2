package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.stack.ConsumerVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  static ConsumerEnvironment of(GetFunctionConfigurationResponse function) {
    return new ConsumerEnvironment(
        Optional.ofNullable(function.environment())
            .filter(EnvironmentResponse::hasVariables)
            .map(EnvironmentResponse::variables));
  }

  /**
   * What the function does with the rest of a batch; empty where the variable holds a word with
   * which the function does not start. One that was deployed without the variable stops at the
   * first failure.
   */
  Optional<PartialBatch> partialBatch() {
    return Arrays.stream(PartialBatch.values())
        .filter(one -> one.word().equals(partialBatchWord()))
        .findFirst();
  }

  private String partialBatchWord() {
    return value(ConsumerVariable.PARTIAL_BATCH, PartialBatch.STOP_AT_FIRST.word());
  }

  /**
   * What is wrong with it, one sentence each: a word that the function refuses, or that function
   * and mapping do not agree, of which both must speak of batch item failures, or neither (Lambda
   * developer guide, services-sqs-errorhandling).
   *
   * @param taken whether a mapping accepts batch item failures
   */
  List<String> problems(String function, Trigger trigger, boolean taken) {
    List<String> problems = new ArrayList<>();
    disagreement(function, trigger, taken).ifPresent(problems::add);
    if (partialBatch().isEmpty()) {
      problems.add(refused(ConsumerVariable.PARTIAL_BATCH, function, partialBatchWord()));
    }
    return problems;
  }

  private Optional<String> disagreement(String function, Trigger trigger, boolean taken) {
    String variable = ConsumerVariable.REPORT_BATCH_ITEM_FAILURES;
    String word = value(variable, "false");
    if (!word.equals("true") && !word.equals("false")) {
      return Optional.of(refused(variable, function, word));
    }
    if (variables.isEmpty() || word.equals("true") == taken) {
      return Optional.empty();
    }
    if (taken) {
      return Optional.of(
          "The event source mapping accepts batch item failures (ReportBatchItemFailures), but %s of the function %s is false, so that it throws instead of naming what failed. Deploy the stack again."
              .formatted(variable, function));
    }
    return Optional.of(
        "%s of the function %s is true, but %s, so that its failures would pass for successes. Deploy the stack again."
            .formatted(
                variable,
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
