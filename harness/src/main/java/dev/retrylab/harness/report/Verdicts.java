package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Predictions and verdicts, found by message and hypothesis. */
final class Verdicts {

  private record Cell(String key, String hypothesis) {}

  private final Map<Cell, MessageVerdict> verdicts = new HashMap<>();
  private final Map<Cell, MessagePrediction> predictions = new HashMap<>();
  private final Map<String, List<StepPrediction>> steps = new HashMap<>();
  private final List<String> hypotheses;
  private final Optional<String> decisive;

  Verdicts(RunReport report) {
    report
        .judgement()
        .messages()
        .forEach(one -> verdicts.put(new Cell(one.key(), one.hypothesis()), one));
    for (Prediction prediction : report.predictions()) {
      steps.put(prediction.hypothesis(), prediction.steps());
      prediction
          .messages()
          .forEach(one -> predictions.put(new Cell(one.key(), prediction.hypothesis()), one));
    }
    hypotheses = report.predictions().stream().map(Prediction::hypothesis).toList();
    decisive = Judge.decisive(report.predictions()).map(Prediction::hypothesis);
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
        .map(id -> verdicts.get(new Cell(key, id)))
        .map(MessageVerdict::reasons)
        .orElse(List.of());
  }

  Verdict verdict(String key, String hypothesis) {
    return Optional.ofNullable(verdicts.get(new Cell(key, hypothesis)))
        .map(MessageVerdict::verdict)
        .orElse(Verdict.INCONCLUSIVE);
  }

  /**
   * What a hypothesis expects of a step.
   *
   * @param number from 1
   */
  StepPrediction step(int number, String hypothesis) {
    return steps.get(hypothesis).get(number - 1);
  }

  Optional<MessagePrediction> prediction(String key, String hypothesis) {
    return Optional.ofNullable(predictions.get(new Cell(key, hypothesis)));
  }

  boolean anyDiverged(String key) {
    return hypotheses.stream().anyMatch(id -> verdict(key, id) == Verdict.DIVERGED);
  }
}
