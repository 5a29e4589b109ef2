package dev.retrylab.harness.expect.prediction;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What one hypothesis predicts for a scenario.
 *
 * @param hypothesis its id
 * @param claim what it says, in one sentence
 * @param messages by the message's key, in the order of the scenario, and behind them what move
 *     tasks make of them. Equal predictions are one object. Not copied
 * @param steps what each step of the scenario brings, in its order
 */
public record Prediction(
    String hypothesis,
    String claim,
    Map<String, MessagePrediction> messages,
    List<StepPrediction> steps) {
  public Prediction {
    messages = Collections.unmodifiableMap(messages);
    steps = List.copyOf(steps);
  }

  /** Whether no observation can tell the two hypotheses apart. */
  boolean fitsTheSameAs(Prediction other) {
    return steps.equals(other.steps)
        && messages.keySet().equals(other.messages.keySet())
        && messages.entrySet().stream()
            .allMatch(one -> one.getValue().fitsTheSameAs(other.messages.get(one.getKey())));
  }
}
