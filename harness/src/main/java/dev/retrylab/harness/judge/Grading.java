package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Grades all messages under all hypotheses. What several of them expect alike of a message is
 * graded once, and messages that are judged alike share one list of verdicts: of a hundred thousand
 * messages there are often a few lists.
 */
final class Grading {
  private final Grader grader;
  private final Evidence evidence;
  private final BrokenPromises promises;
  private final Map<Judged, List<MessageVerdict>> shared = new HashMap<>();

  /** All that the verdicts on a message depend on. */
  private record Judged(Expectations expected, List<Grade> grades) {}

  Grading(Grader grader, Evidence evidence, BrokenPromises promises) {
    this.grader = grader;
    this.evidence = evidence;
    this.promises = promises;
  }

  /** For each message, by its key, the verdicts in the order of the predictions. */
  Map<String, List<MessageVerdict>> verdicts(List<Prediction> predictions, Placed placed) {
    Map<String, List<MessageVerdict>> all = new LinkedHashMap<>();
    int next = 0;
    while (next < predictions.size()) {
      Prediction first = predictions.get(next);
      int end = next + 1;
      while (end < predictions.size() && predictions.get(end).namesTheSameAs(first)) {
        end++;
      }
      add(predictions.subList(next, end), placed.of(first), all);
      next = end;
    }
    return all;
  }

  /** Adds the verdicts under hypotheses that name the same messages. */
  private void add(
      List<Prediction> predictions,
      List<Optional<MessageHistory>> messages,
      Map<String, List<MessageVerdict>> all) {
    Map<List<Integer>, Expectations> known = new HashMap<>();
    for (int place = 0; place < messages.size(); place++) {
      Expectations expected =
          known.computeIfAbsent(
              Expectations.kinds(predictions, place),
              kinds -> new Expectations(predictions, kinds));
      String key = predictions.get(0).key(place);
      List<Grade> grades = new ArrayList<>(expected.different().size());
      for (MessagePrediction one : expected.different()) {
        grades.add(promises.heed(key, grade(one, messages.get(place))));
      }
      all.merge(
          key,
          shared.computeIfAbsent(
              new Judged(expected, grades), judged -> expected.verdicts(judged.grades())),
          Grading::joined);
    }
  }

  static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
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
