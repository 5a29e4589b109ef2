package dev.retrylab.harness.expect;

import java.util.List;
import java.util.stream.IntStream;

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

  /** The key of a message, from 0: cheaper than its whole prediction. */
  public String key(int message) {
    return messages instanceof KindList list ? list.key(message) : messages.get(message).key();
  }

  /** Whether another one is of the same messages in the same order. */
  public boolean namesTheSameAs(Prediction other) {
    if (messages instanceof KindList list
        && other.messages instanceof KindList others
        && list.sharesMessagesWith(others)) {
      return true;
    }
    return messages.size() == other.messages.size()
        && IntStream.range(0, messages.size()).allMatch(i -> key(i).equals(other.key(i)));
  }

  /** What is expected of a message, from 0; key and user id may be those of one of its kind. */
  public MessagePrediction expected(int message) {
    return messages instanceof KindList list
        ? list.kinds().kinds().get(kindOf(message))
        : messages.get(message);
  }

  /** The number in {@link #kinds} of the kind that a message is of, both from 0. */
  public int kindOf(int message) {
    return messages instanceof KindList list ? list.kinds().kindOf(message) : message;
  }
}
