package dev.retrylab.harness.expect.prediction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a hypothesis predicts that one step of the harness brings.
 *
 * @param number of the step, from 1
 * @param what the step does
 * @param quantities what is read off it, by name, in the order of the report
 */
public record StepPrediction(int number, String what, Map<String, IntRange> quantities) {
  /** How many messages a receive or a move task brought. */
  public static final String MESSAGES = "messages";

  /** How long a move task took, in whole seconds. */
  public static final String SECONDS = "seconds";

  /** 1 where SQS refused what the step asked for, else 0. */
  public static final String REFUSED = "refused";

  public StepPrediction {
    quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities));
  }
}
