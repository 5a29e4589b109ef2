package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.judge.Quantity;
import dev.retrylab.harness.judge.Quantity.Fit;
import dev.retrylab.harness.judge.TooEarly;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds in a judged run where the engine differs from the documented rules. What is seen differs
 * whether or not the evidence is complete; that something is missing is only said of a message
 * whose evidence the judge found complete.
 */
public final class Differences {
  private final RunReport report;
  private final List<Difference> found = new ArrayList<>();

  private Differences(RunReport report) {
    this.report = report;
  }

  /** The differences, in the order of the messages. */
  public static List<Difference> of(RunReport report) {
    Differences differences = new Differences(report);
    differences.settings();
    differences.evidence();
    Judge.decisive(report.predictions())
        .ifPresent(
            documented ->
                documented
                    .messages()
                    .forEach(
                        (key, expected) ->
                            report
                                .history()
                                .message(key)
                                .ifPresent(
                                    seen ->
                                        differences.message(
                                            documented.hypothesis(), expected, seen))));
    Judge.decisive(report.predictions()).ifPresent(differences::steps);
    return List.copyOf(differences.found);
  }

  private void settings() {
    for (SettingsDrift drift : report.evidence().drift()) {
      add(Aspect.SETTING, drift.setting(), drift.sentence());
    }
  }

  /** What there is too little evidence of; a setting that is not there is a difference itself. */
  private void evidence() {
    Evidence evidence = report.evidence();
    evidence
        .waitedFor()
        .forEach(
            what ->
                add(Aspect.EVIDENCE, messageOf(what), "Still missing at the end: " + what + "."));
    if (evidence.unexplainedRuns() > 0) {
      add(
          Aspect.EVIDENCE,
          "",
          new EvidenceFinding.UnexplainedRuns(evidence.unexplainedRuns()).sentence());
    }
    evidence
        .failures()
        .forEach(
            failure -> add(Aspect.EVIDENCE, "", "The lab itself failed: " + failure.what() + "."));
    if (!evidence.complete() && evidence.waitedFor().isEmpty()) {
      add(Aspect.EVIDENCE, "", "Still missing at the end: the log did not hold still.");
    }
  }

  /** The key of the message that a missing fact is about; empty where it is about the run. */
  private String messageOf(String missing) {
    return report.history().messages().stream()
        .map(MessageHistory::key)
        .filter(key -> missing.startsWith(key + ": "))
        .findFirst()
        .orElse("");
  }

  /** A step is judged like a message, under its number. */
  private void steps(Prediction documented) {
    for (StepPrediction step : documented.steps()) {
      String subject = "step " + step.number();
      report
          .judgement()
          .verdict(subject, documented.hypothesis())
          .filter(verdict -> verdict.verdict() == Verdict.DIVERGED)
          .ifPresent(
              verdict ->
                  add(Aspect.STEP, subject, subject + ": " + String.join("; ", verdict.reasons())));
    }
  }

  private void message(String hypothesis, MessagePrediction expected, MessageHistory seen) {
    boolean complete =
        report
            .judgement()
            .verdict(seen.key(), hypothesis)
            .map(MessageVerdict::verdict)
            .filter(verdict -> verdict != Verdict.INCONCLUSIVE)
            .isPresent();
    count(Aspect.RECEIVES, Quantity.RECEIVES, seen, expected, complete);
    count(Aspect.FUNCTION_ERRORS, Quantity.FUNCTION_ERRORS, seen, expected, complete);
    fate(expected, seen);
    count(Aspect.DLQ_COPIES, Quantity.DLQ_COPIES, seen, expected, complete);
    dlqReceiveCount(expected, seen);
    TooEarly.in(seen, expected, report.evidence().conditions().clockSkew()).forEach(this::tooEarly);
  }

  private void count(
      Aspect aspect,
      Quantity counted,
      MessageHistory seen,
      MessagePrediction expected,
      boolean complete) {
    Fit fit = counted.fit(seen, expected);
    if (fit == Fit.OUTSIDE || (complete && fit == Fit.NOT_YET)) {
      add(
          aspect,
          seen.key(),
          "%s: %s %s, documented %s."
              .formatted(
                  seen.key(),
                  aspect.word(),
                  counted.seen(seen).orElseThrow(),
                  counted.expectedText(expected)));
    }
  }

  private void fate(MessagePrediction expected, MessageHistory seen) {
    if (Quantity.FATE.fit(seen, expected) == Fit.OUTSIDE) {
      add(
          Aspect.FATE,
          seen.key(),
          "%s: %s, documented %s."
              .formatted(
                  seen.key(),
                  seen.fate().word(),
                  expected.fates().stream().map(Fate::word).collect(Collectors.joining(" or "))));
    }
  }

  private void dlqReceiveCount(MessagePrediction expected, MessageHistory seen) {
    boolean outside = Quantity.DLQ_RECEIVE_COUNT.fit(seen, expected) == Fit.OUTSIDE;
    if (outside && expected.dlqReceiveCount().isPresent()) {
      add(
          Aspect.DLQ_RECEIVE_COUNT,
          seen.key(),
          "%s: receive count %s in the dead-letter queue, expected %s."
              .formatted(
                  seen.key(),
                  Quantity.DLQ_RECEIVE_COUNT.seenText(seen),
                  Quantity.DLQ_RECEIVE_COUNT.expectedText(expected)));
    }
  }

  private void tooEarly(TooEarly early) {
    Event event = early.event();
    add(
        Aspect.TOO_EARLY,
        event.key(),
        "%s: %s after %d ms, documented not before %d ms."
            .formatted(
                event.key(),
                event.type().word(),
                event.sinceSent().toMillis(),
                early.bound().toMillis()));
  }

  /** Once for each aspect and subject: the first that shows it speaks for all. */
  private void add(Aspect aspect, String subject, String sentence) {
    if (found.stream().noneMatch(one -> one.aspect() == aspect && one.subject().equals(subject))) {
      found.add(new Difference(aspect, subject, sentence));
    }
  }
}
