package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Predictions and verdicts, found by message and hypothesis. */
final class Verdicts {
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final List<String> hypotheses;
  private final Optional<String> decisive;

  /** All of one hypothesis. Its messages mostly have the same places as those of the others. */
  private static final class Column {
    private final Prediction prediction;
    private final Map<String, Integer> places;
    private final MessageVerdict[] verdicts;

    /** Of steps. */
    private final Map<String, MessageVerdict> others = new HashMap<>();

    private int next;

    Column(Prediction prediction, Map<String, Integer> places) {
      this.prediction = prediction;
      this.places = places;
      this.verdicts = new MessageVerdict[prediction.messages().size()];
    }

    /** They mostly come in order. */
    void put(MessageVerdict verdict) {
      if (next < verdicts.length && prediction.key(next).equals(verdict.key())) {
        verdicts[next++] = verdict;
        return;
      }
      Integer place = places.get(verdict.key());
      if (place == null) {
        others.put(verdict.key(), verdict);
      } else {
        verdicts[place] = verdict;
      }
    }

    Optional<MessageVerdict> verdict(String key) {
      Integer place = places.get(key);
      return Optional.ofNullable(place == null ? others.get(key) : verdicts[place]);
    }
  }

  Verdicts(RunReport report) {
    Optional<Column> before = Optional.empty();
    for (Prediction prediction : report.predictions()) {
      Map<String, Integer> places =
          before
              .filter(other -> prediction.namesTheSameAs(other.prediction))
              .map(other -> other.places)
              .orElseGet(() -> places(prediction));
      before = Optional.of(new Column(prediction, places));
      columns.put(prediction.hypothesis(), before.get());
    }
    report.judgement().messages().forEach(one -> columns.get(one.hypothesis()).put(one));
    hypotheses = report.predictions().stream().map(Prediction::hypothesis).toList();
    decisive = Judge.decisive(report.predictions()).map(Prediction::hypothesis);
  }

  private static Map<String, Integer> places(Prediction prediction) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < prediction.messages().size(); i++) {
      places.put(prediction.key(i), i);
    }
    return places;
  }

  List<String> hypotheses() {
    return hypotheses;
  }

  /** The hypothesis that the verdict of the run rests on. */
  Optional<String> decisiveHypothesis() {
    return decisive;
  }

  /** The verdict under the hypothesis that the verdict of the run rests on. */
  Verdict decisive(String key) {
    return decisive.map(id -> verdict(key, id)).orElse(Verdict.INCONCLUSIVE);
  }

  List<String> decisiveReasons(String key) {
    return decisive
        .flatMap(id -> columns.get(id).verdict(key))
        .map(MessageVerdict::reasons)
        .orElse(List.of());
  }

  Verdict verdict(String key, String hypothesis) {
    return word(columns.get(hypothesis).verdict(key));
  }

  private static Verdict word(Optional<MessageVerdict> verdict) {
    return verdict.map(MessageVerdict::verdict).orElse(Verdict.INCONCLUSIVE);
  }

  /** All verdicts on a message or a step, in the order of the hypotheses. */
  List<MessageVerdict> of(String key) {
    List<MessageVerdict> all = new ArrayList<>(columns.size());
    for (Column column : columns.values()) {
      column.verdict(key).ifPresent(all::add);
    }
    return all;
  }

  /** The same as words. */
  List<Verdict> words(String key) {
    List<Verdict> all = new ArrayList<>(columns.size());
    for (Column column : columns.values()) {
      all.add(word(column.verdict(key)));
    }
    return all;
  }

  /**
   * What a hypothesis expects of a step.
   *
   * @param number from 1
   */
  StepPrediction step(int number, String hypothesis) {
    return columns.get(hypothesis).prediction.steps().get(number - 1);
  }

  Optional<MessagePrediction> prediction(String key, String hypothesis) {
    Column column = columns.get(hypothesis);
    return Optional.ofNullable(column.places.get(key)).map(column.prediction.messages()::get);
  }

  /**
   * The kind that a message is of under a hypothesis; -1 where the hypothesis does not know it. Of
   * two messages of a kind the same is expected.
   */
  int kind(String key, String hypothesis) {
    Column column = columns.get(hypothesis);
    return Optional.ofNullable(column.places.get(key)).map(column.prediction::kindOf).orElse(-1);
  }

  boolean anyDiverged(String key) {
    return hypotheses.stream().anyMatch(id -> verdict(key, id) == Verdict.DIVERGED);
  }
}
