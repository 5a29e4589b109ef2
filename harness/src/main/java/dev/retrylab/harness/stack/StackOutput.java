package dev.retrylab.harness.stack;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The outputs of the stack, by which the harness finds what is deployed.
 *
 * <p>A stack of one scenario names it in {@link #SCENARIO}. A stack of several lists them in {@link
 * #SCENARIOS}, separated by commas, and each has the same outputs with {@code Of} and its name in
 * letters and digits behind them, since an output's name must be of these: DlqUrl of
 * long-visibility is DlqUrlOfLongVisibility. No output has {@code Of} in the name that it has
 * alone, so that no two are ever the same.
 */
public enum StackOutput {
  SOURCE_QUEUE_URL("SourceQueueUrl"),
  DLQ_URL("DlqUrl"),
  CONSUMER_FUNCTION_NAME("ConsumerFunctionName"),
  DLQ_CONSUMER_FUNCTION_NAME("DlqConsumerFunctionName"),
  CONSUMER_LOG_GROUP("ConsumerLogGroup"),
  DLQ_CONSUMER_LOG_GROUP("DlqConsumerLogGroup"),
  /** The id of the source queue's event source mapping, where the trigger is one. */
  SOURCE_MAPPING_ID("SourceMappingId"),
  /** {@code event} where the harness invokes the consumer; absent where a mapping does. */
  TRIGGER("Trigger"),
  DLQ_MAPPING_ID("DlqMappingId"),
  /** Where there is a spare queue. */
  SPARE_QUEUE_URL("SpareQueueUrl"),
  /** The queues whose mapping is to be disabled, separated by spaces; absent where none is. */
  DISABLED_MAPPINGS("DisabledMappings"),
  SCENARIO("Scenario"),
  SCENARIOS("Scenarios");

  private final String key;

  StackOutput(String key) {
    this.key = key;
  }

  /** Its name in a stack of one scenario. */
  public String key() {
    return key;
  }

  /** Its name in a stack of several. */
  public String keyOf(String scenario) {
    return key + "Of" + word(scenario);
  }

  /** The scenario's name in letters and digits: long-visibility is LongVisibility. */
  public static String word(String scenario) {
    return Arrays.stream(scenario.split("-", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }
}
