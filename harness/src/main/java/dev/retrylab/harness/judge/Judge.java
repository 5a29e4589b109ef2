package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.evidence.BrokenInvariant;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.Invariants;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.StepResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Holds a history against predictions. Pure, and it never throws: see {@link #judge}. */
public final class Judge {

  private static final Logger LOG = Logger.getLogger(Judge.class.getName());
  private static final String DOCUMENTED = "documented";

  private final Grader grader;

  public Judge() {
    this(Grader::byTheRules);
  }

  Judge(Grader grader) {
    this.grader = grader;
  }

  /**
   * Judges each message under each hypothesis. An error in the judge itself makes the verdict
   * INCONCLUSIVE and is named there: it can neither pass nor fail a run.
   *
   * @param predictions in the order of the report; the verdict of the run is that of {@code
   *     documented}, or of the first where that is not among them
   */
  public Judgement judge(History history, List<Prediction> predictions, Evidence evidence) {
    return judge(history, predictions, evidence, List.of());
  }

  /**
   * The same of a run in which the harness acted itself.
   *
   * @param steps what its steps brought
   */
  public Judgement judge(
      History history, List<Prediction> predictions, Evidence evidence, List<StepResult> steps) {
    try {
      return judged(history, predictions, evidence, steps);
    } catch (RuntimeException | Error error) {
      LOG.log(Level.SEVERE, "The judge failed", error);
      return new Judgement(
          Verdict.INCONCLUSIVE,
          Map.of(),
          List.of(),
          List.of(new EvidenceFinding.JudgeFailed(error.toString())));
    }
  }

  private Judgement judged(
      History history, List<Prediction> predictions, Evidence evidence, List<StepResult> steps) {
    Histories histories = Histories.of(history);
    List<BrokenInvariant> broken =
        Invariants.broken(history, evidence.conditions(), evidence.complete());
    Map<String, List<MessageVerdict>> verdicts =
        new Grading(grader, evidence, BrokenPromises.among(broken), histories)
            .verdicts(predictions);
    for (Prediction prediction : predictions) {
      for (StepPrediction step : prediction.steps()) {
        verdicts
            .computeIfAbsent(StepGrader.key(step.number()), any -> new ArrayList<>())
            .add(StepGrader.grade(prediction.hypothesis(), step, steps));
      }
    }
    Set<List<MessageVerdict>> different = Collections.newSetFromMap(new IdentityHashMap<>());
    different.addAll(verdicts.values());
    List<HypothesisResult> results =
        predictions.stream()
            .map(
                prediction ->
                    result(prediction, overall(prediction, different, evidence), verdicts))
            .toList();
    return new Judgement(
        decisive(predictions)
            .map(prediction -> overall(prediction, different, evidence))
            .orElse(Verdict.INCONCLUSIVE),
        verdicts,
        results,
        Stream.concat(
                Findings.of(history, histories, predictions, evidence, broken).stream(),
                remarks(predictions, steps))
            .toList());
  }

  private static Stream<Finding> remarks(List<Prediction> predictions, List<StepResult> steps) {
    return decisive(predictions).stream()
        .flatMap(prediction -> prediction.steps().stream())
        .flatMap(
            step ->
                steps.stream()
                    .filter(result -> result.number() == step.number())
                    .flatMap(result -> result.remark().stream())
                    .map(words -> new RunFinding.StepRemark(step.number(), step.what(), words)));
  }

  /** The prediction that the verdict of a run rests on. */
  public static Optional<Prediction> decisive(List<Prediction> predictions) {
    return predictions.stream()
        .filter(prediction -> prediction.hypothesis().equals(DOCUMENTED))
        .findFirst()
        .or(() -> predictions.stream().findFirst());
  }

  private static Verdict overall(
      Prediction prediction, Set<List<MessageVerdict>> verdicts, Evidence evidence) {
    if (!evidence.failures().isEmpty()) {
      return Verdict.INCONCLUSIVE;
    }
    Verdict worst =
        Verdict.worst(
            verdicts.stream()
                .flatMap(all -> Judgement.under(prediction.hypothesis(), all).stream())
                .map(MessageVerdict::verdict)
                .toList());
    boolean enough = evidence.complete() && !evidence.testedSettingDiffers();
    return worst == Verdict.MATCH && !enough ? Verdict.INCONCLUSIVE : worst;
  }

  private static HypothesisResult result(
      Prediction prediction, Verdict overall, Map<String, List<MessageVerdict>> verdicts) {
    return switch (overall) {
      case MATCH -> result(prediction, Standing.SURVIVED, Optional.empty());
      case DIVERGED ->
          result(prediction, Standing.REFUTED, refutedBy(prediction.hypothesis(), verdicts));
      case INCONCLUSIVE -> result(prediction, Standing.OPEN, Optional.empty());
    };
  }

  private static HypothesisResult result(
      Prediction prediction, Standing standing, Optional<String> refutedBy) {
    return new HypothesisResult(prediction.hypothesis(), prediction.claim(), standing, refutedBy);
  }

  private static Optional<String> refutedBy(
      String hypothesis, Map<String, List<MessageVerdict>> verdicts) {
    for (Map.Entry<String, List<MessageVerdict>> one : verdicts.entrySet()) {
      Optional<MessageVerdict> diverged =
          Judgement.under(hypothesis, one.getValue())
              .filter(verdict -> verdict.verdict() == Verdict.DIVERGED);
      if (diverged.isPresent()) {
        return diverged.map(verdict -> one.getKey() + ": " + verdict.reasons().get(0) + ".");
      }
    }
    return Optional.empty();
  }
}
