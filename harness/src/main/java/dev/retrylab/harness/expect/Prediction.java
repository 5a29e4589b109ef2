package dev.retrylab.harness.expect;

import java.util.List;

/**
 * What one hypothesis predicts for a scenario.
 *
 * @param hypothesis its id
 * @param claim what it says, in one sentence
 * @param messages in the order of the scenario, and behind them what move tasks make of them
 * @param steps what each step of the scenario brings, in its order
 */
public record Prediction(
    String hypothesis, String claim, List<MessagePrediction> messages, List<StepPrediction> steps) {
  public Prediction {
    messages = messages instanceof KindList ? messages : List.copyOf(messages);
    steps = List.copyOf(steps);
  }

  /** Of a scenario without steps. */
  public Prediction(String hypothesis, String claim, List<MessagePrediction> messages) {
    this(hypothesis, claim, messages, List.of());
  }

  /**
   * The predictions without those that differ from another in nothing but key and user id, so that
   * what is asked of a large workload need not be asked of each message.
   */
  public List<MessagePrediction> kinds() {
    return messages instanceof KindList list ? list.kinds().kinds() : messages;
  }

  /** The number in {@link #kinds} of the kind that a message is of, both from 0. */
  public int kindOf(int message) {
    return messages instanceof KindList list ? list.kinds().kindOf(message) : message;
  }
}
