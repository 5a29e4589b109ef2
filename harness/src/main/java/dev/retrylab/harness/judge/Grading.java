package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grades all messages under all hypotheses. What several of them expect alike of a message is
 * graded once, and messages that are judged alike share one list of verdicts: of a hundred thousand
 * messages there are often a few lists.
 */
final class Grading {
  private final Grader grader;
  private final Evidence evidence;
  private final BrokenPromises promises;
  private final Histories histories;
  private final Map<List<MessageVerdict>, List<MessageVerdict>> shared = new HashMap<>();

  private record Graded(MessagePrediction expected, Grade grade) {}

  Grading(Grader grader, Evidence evidence, BrokenPromises promises, Histories histories) {
    this.grader = grader;
    this.evidence = evidence;
    this.promises = promises;
    this.histories = histories;
  }

  /** For each message, by its key, the verdicts in the order of the predictions. */
  Map<String, List<MessageVerdict>> verdicts(List<Prediction> predictions) {
    Map<String, List<MessageVerdict>> all = new LinkedHashMap<>();
    for (Prediction prediction : predictions) {
      for (String key : prediction.messages().keySet()) {
        if (!all.containsKey(key)) {
          all.put(key, shared.computeIfAbsent(verdicts(key, predictions), same -> same));
        }
      }
    }
    return all;
  }

  private List<MessageVerdict> verdicts(String key, List<Prediction> predictions) {
    List<MessageVerdict> verdicts = new ArrayList<>(predictions.size());
    List<Graded> graded = new ArrayList<>(predictions.size());
    for (Prediction prediction : predictions) {
      MessagePrediction expected = prediction.messages().get(key);
      if (expected != null) {
        verdicts.add(grade(key, expected, graded).under(prediction.hypothesis()));
      }
    }
    return List.copyOf(verdicts);
  }

  private Grade grade(String key, MessagePrediction expected, List<Graded> before) {
    for (Graded one : before) {
      if (one.expected.expectsTheSameAs(expected)) {
        return one.grade;
      }
    }
    Grade grade = promises.applyTo(key, grade(expected, histories.of(key)));
    before.add(new Graded(expected, grade));
    return grade;
  }

  private Grade grade(MessagePrediction expected, Optional<MessageHistory> message) {
    if (message.isEmpty()) {
      return expected.isAbsent()
          ? Grade.MATCH
          : Grade.inconclusive(List.of("there is no record of its send"));
    }
    try {
      return grader.grade(expected, message.get(), evidence);
    } catch (RuntimeException error) {
      return Grade.inconclusive(List.of("the judge failed: " + error));
    }
  }
}
