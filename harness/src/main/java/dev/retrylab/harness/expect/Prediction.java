package dev.retrylab.harness.expect;

import java.util.List;

/**
 * What one hypothesis predicts for a scenario.
 *
 * @param hypothesis its id
 * @param claim what it says, in one sentence
 * @param messages in the order of the scenario
 */
public record Prediction(String hypothesis, String claim, List<MessagePrediction> messages) {
  public Prediction {
    messages = List.copyOf(messages);
  }
}
