package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import java.util.ArrayList;
import java.util.List;

/** What several hypotheses expect of one message, and of each other of the same kinds. */
final class Expectations {
  private final List<Prediction> predictions;
  private final List<Integer> kinds;
  private final List<MessagePrediction> different = new ArrayList<>();

  /** For each hypothesis, which of the different it is. */
  private final List<Integer> numbers = new ArrayList<>();

  /**
   * @param kinds what the message is under each hypothesis
   */
  Expectations(List<Prediction> predictions, List<Integer> kinds) {
    this.predictions = predictions;
    this.kinds = kinds;
    for (int i = 0; i < kinds.size(); i++) {
      numbers.add(numberOf(predictions.get(i).kinds().get(kinds.get(i))));
    }
  }

  /** The kind that a message is of under each hypothesis. */
  static List<Integer> kinds(List<Prediction> predictions, int message) {
    List<Integer> kinds = new ArrayList<>(predictions.size());
    for (Prediction prediction : predictions) {
      kinds.add(prediction.kindOf(message));
    }
    return kinds;
  }

  private int numberOf(MessagePrediction expected) {
    for (int i = 0; i < different.size(); i++) {
      if (different.get(i).expectsTheSameAs(expected)) {
        return i;
      }
    }
    different.add(expected);
    return different.size() - 1;
  }

  /** What they expect, each expectation once, whichever hypotheses share it. */
  List<MessagePrediction> different() {
    return different;
  }

  /**
   * The verdict under each hypothesis.
   *
   * @param grades of the different expectations
   */
  List<MessageVerdict> verdicts(List<Grade> grades) {
    List<MessageVerdict> verdicts = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      verdicts.add(grades.get(numbers.get(i)).under(predictions.get(i).hypothesis(), kinds.get(i)));
    }
    return List.copyOf(verdicts);
  }
}
