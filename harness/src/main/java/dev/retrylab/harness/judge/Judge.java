package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds a history against predictions. Pure, and it never throws: see {@link #judge}. */
public final class Judge {

  private static final String DOCUMENTED = "documented";

  /** From which it pays to grade several messages at a time. */
  private static final int MANY = 1000;

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
    } catch (RuntimeException error) {
      return new Judgement(
          Verdict.INCONCLUSIVE,
          List.of(),
          List.of(),
          List.of(new Finding.JudgeFailed(error.toString())));
    }
  }

  private Judgement judged(
      History history, List<Prediction> predictions, Evidence evidence, List<StepResult> steps) {
    Placed placed = new Placed(history);
    List<BrokenInvariant> broken =
        Invariants.broken(history, evidence.conditions(), evidence.complete());
    BrokenPromises promises = BrokenPromises.among(broken);
    Interner<List<String>> reasons = new Interner<>();
    List<MessageVerdict> all = new ArrayList<>();
    List<HypothesisResult> results = new ArrayList<>();
    for (Prediction prediction : predictions) {
      List<MessageVerdict> verdicts =
          Stream.concat(
                  verdicts(prediction, placed.of(prediction), evidence)
                      .map(promises::heed)
                      .map(verdict -> verdict.with(reasons.of(verdict.reasons()))),
                  StepGrader.grade(prediction.hypothesis(), prediction.steps(), steps).stream())
              .toList();
      all.addAll(verdicts);
      results.add(result(prediction, verdicts, evidence));
    }
    return new Judgement(
        verdict(predictions, all, evidence),
        all,
        results,
        Stream.concat(
                Findings.of(history, placed, predictions, evidence, broken).stream(),
                remarks(predictions, steps))
            .toList());
  }

  private Stream<MessageVerdict> verdicts(
      Prediction prediction, List<Optional<MessageHistory>> messages, Evidence evidence) {
    return each(messages.size())
        .mapToObj(
            i ->
                grade(
                    prediction.hypothesis(),
                    prediction.key(i),
                    prediction.expected(i),
                    messages.get(i),
                    evidence));
  }

  /** The numbers of so many messages: several at a time where there are many, but in order. */
  static IntStream each(int messages) {
    IntStream numbers = IntStream.range(0, messages);
    return messages < MANY ? numbers : numbers.parallel();
  }

  private static Stream<Finding> remarks(List<Prediction> predictions, List<StepResult> steps) {
    return decisive(predictions).stream()
        .flatMap(prediction -> prediction.steps().stream())
        .flatMap(
            step ->
                steps.stream()
                    .filter(result -> result.number() == step.number())
                    .flatMap(result -> result.remark().stream())
                    .map(words -> new Finding.StepRemark(step.number(), step.what(), words)));
  }

  /** The prediction that the verdict of a run rests on. */
  public static Optional<Prediction> decisive(List<Prediction> predictions) {
    return predictions.stream()
        .filter(prediction -> prediction.hypothesis().equals(DOCUMENTED))
        .findFirst()
        .or(() -> predictions.stream().findFirst());
  }

  private MessageVerdict grade(
      String hypothesis,
      String key,
      MessagePrediction expected,
      Optional<MessageHistory> message,
      Evidence evidence) {
    if (message.isEmpty()) {
      return expected.isAbsent()
          ? new MessageVerdict(key, hypothesis, Verdict.MATCH, List.of())
          : inconclusive(hypothesis, key, "there is no record of its send");
    }
    try {
      return grader.grade(hypothesis, expected, message.get(), evidence);
    } catch (RuntimeException error) {
      return inconclusive(hypothesis, key, "the judge failed: " + error);
    }
  }

  private static MessageVerdict inconclusive(String hypothesis, String key, String reason) {
    return new MessageVerdict(key, hypothesis, Verdict.INCONCLUSIVE, List.of(reason));
  }

  private static Verdict verdict(
      List<Prediction> predictions, List<MessageVerdict> all, Evidence evidence) {
    return decisive(predictions)
        .map(Prediction::hypothesis)
        .map(
            id ->
                overall(all.stream().filter(one -> one.hypothesis().equals(id)).toList(), evidence))
        .orElse(Verdict.INCONCLUSIVE);
  }

  private static Verdict overall(List<MessageVerdict> verdicts, Evidence evidence) {
    Verdict worst = Verdict.worst(verdicts.stream().map(MessageVerdict::verdict).toList());
    return worst == Verdict.MATCH && !evidence.complete() ? Verdict.INCONCLUSIVE : worst;
  }

  private static HypothesisResult result(
      Prediction prediction, List<MessageVerdict> verdicts, Evidence evidence) {
    Standing standing =
        switch (overall(verdicts, evidence)) {
          case MATCH -> Standing.SURVIVED;
          case DIVERGED -> Standing.REFUTED;
          case INCONCLUSIVE -> Standing.OPEN;
        };
    return new HypothesisResult(
        prediction.hypothesis(), prediction.claim(), standing, refutedBy(verdicts));
  }

  private static Optional<String> refutedBy(List<MessageVerdict> verdicts) {
    return verdicts.stream()
        .filter(one -> one.verdict() == Verdict.DIVERGED)
        .findFirst()
        .map(one -> one.key() + ": " + one.reasons().get(0) + ".");
  }
}
