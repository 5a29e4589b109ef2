package dev.retrylab.harness.report;

import static java.util.stream.Collectors.toMap;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Judgement;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Predictions and verdicts, found by message and hypothesis. */
public final class Verdicts {
  private final Judgement judgement;
  private final Map<String, Prediction> predictions;
  private final List<String> hypotheses;
  private final Optional<String> decisive;

  public Verdicts(RunReport report) {
    judgement = report.judgement();
    predictions = report.predictions().stream().collect(toMap(Prediction::hypothesis, one -> one));
    hypotheses = report.predictions().stream().map(Prediction::hypothesis).toList();
    decisive = Judge.decisive(report.predictions()).map(Prediction::hypothesis);
  }

  public List<String> hypotheses() {
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

  /** Those of the messages of which the verdict that counts is this one, in their order. */
  public Stream<MessageHistory> those(Verdict verdict, List<MessageHistory> messages) {
    // Most runs match, and no message is worse than its run.
    return verdict.compareTo(judgement.verdict()) > 0
        ? Stream.empty()
        : messages.stream().filter(message -> decisive(message.key()) == verdict);
  }

  List<String> decisiveReasons(String key) {
    return decisive
        .flatMap(id -> judgement.verdict(key, id))
        .map(MessageVerdict::reasons)
        .orElse(List.of());
  }

  public Verdict verdict(String key, String hypothesis) {
    return judgement
        .verdict(key, hypothesis)
        .map(MessageVerdict::verdict)
        .orElse(Verdict.INCONCLUSIVE);
  }

  /** All verdicts on a message or a step, in the order of the hypotheses. */
  public List<MessageVerdict> of(String key) {
    return judgement.verdicts(key);
  }

  /** The same without reasons. */
  List<Verdict> words(String key) {
    return of(key).stream().map(MessageVerdict::verdict).toList();
  }

  /**
   * What a hypothesis expects of a step.
   *
   * @param number from 1
   */
  public StepPrediction step(int number, String hypothesis) {
    return predictions.get(hypothesis).steps().get(number - 1);
  }

  /** What a hypothesis expects of a message; empty of a step. */
  public Optional<MessagePrediction> prediction(String key, String hypothesis) {
    return Optional.ofNullable(predictions.get(hypothesis).messages().get(key));
  }

  /** What the hypotheses expect of a message, in their order. */
  public List<MessagePrediction> predictions(String key) {
    return hypotheses.stream().flatMap(id -> prediction(key, id).stream()).toList();
  }

  boolean anyDiverged(String key) {
    return of(key).stream().anyMatch(one -> one.verdict() == Verdict.DIVERGED);
  }

  /** A hypothesis that survived is shown like a match, a refuted one like a divergence. */
  public static Verdict asVerdict(Standing standing) {
    return switch (standing) {
      case SURVIVED -> Verdict.MATCH;
      case REFUTED -> Verdict.DIVERGED;
      case OPEN -> Verdict.INCONCLUSIVE;
    };
  }

  /** What a verdict says of a run. */
  public static String meaning(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> "what was observed lies inside what is documented";
      case DIVERGED -> "what was observed contradicts what is documented";
      case INCONCLUSIVE -> "the evidence does not suffice";
    };
  }
}
