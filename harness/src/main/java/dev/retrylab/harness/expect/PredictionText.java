package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.CannotDiffer;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessageKind;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.Shortened;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Predictions as a terminal shows them, 80 columns wide: one table for each kind of message. */
public final class PredictionText {
  /** Rows of several messages that are predicted alike are shown once; so many kinds are shown. */
  private static final int MAX_KINDS = 20;

  private static final String LEGEND =
      "in DLQ: records that the DLQ consumer sees; count: receive count at its first receive there."
          + " Drawn at the earliest time possible: 1, 2, ... receives, + those after the ninth; D the"
          + " move to the dead-letter queue; x errors that a hypothesis adds.";

  private static final String ROW = "  %-23s %8s %6s %6s %5s  %s";

  private final Scenario scenario;
  private final CannotDiffer alike;

  /** Without those that are told of in one line. */
  private final List<Prediction> predictions;

  private final List<String> lines = new ArrayList<>();

  private PredictionText(Scenario scenario, List<Prediction> all) {
    this.scenario = scenario;
    this.alike = CannotDiffer.among(all);
    List<String> folded = alike.unnamed(scenario).ids();
    this.predictions = all.stream().filter(one -> !folded.contains(one.hypothesis())).toList();
  }

  /**
   * The lines for a scenario and its predictions, at most 80 columns wide, except for those that
   * hold one long address.
   */
  public static List<String> lines(Scenario scenario, List<Prediction> predictions) {
    PredictionText text = new PredictionText(scenario, predictions);
    text.addAll();
    return List.copyOf(text.lines);
  }

  private void addAll() {
    lines.addAll(LineWrap.text("", scenario.name() + ": " + Shortened.oneLine(scenario.title())));
    List<MessageKind> kinds = MessageKind.of(scenario, predictions);
    kinds.stream().limit(MAX_KINDS).forEach(this::addTable);
    if (kinds.size() > MAX_KINDS) {
      lines.add("");
      lines.add("... and %d more; --json has all.".formatted(kinds.size() - MAX_KINDS));
    }
    addSteps();
    lines.add("");
    lines.addAll(LineWrap.text("", LEGEND));
    if (scenario.trigger() == Trigger.EVENT) {
      lines.addAll(LineWrap.text("", "There is no mapping: receives are attempts of the event."));
    }
    lines.add("");
    lines.addAll(TriedForText.lines(scenario, kinds));
    addAlike();
    addRules(kinds);
    addAdvice();
  }

  private void addTable(MessageKind kind) {
    lines.add("");
    lines.addAll(LineWrap.text("", kind.title()));
    lines.add(ROW.formatted("hypothesis", "receives", "errors", "in DLQ", "count", "fate"));
    for (int i = 0; i < predictions.size(); i++) {
      addRow(predictions.get(i).hypothesis(), kind.predictions().get(i));
    }
    addUnprocessed(kind.predictions().get(0));
    lines.addAll(EarliestTimesText.lines(predictions, kind.predictions()));
    // Of the others the same holds at other times; JSON has all.
    kind.predictions().get(0).expiries().stream()
        .forEach(expiry -> lines.addAll(LineWrap.text("  ", expiry.sentence())));
  }

  /** Only where a message may share its batch with one that fails, or may never run. */
  private void addUnprocessed(MessagePrediction first) {
    if (first.unprocessed().max() > 0) {
      lines.addAll(
          LineWrap.text(
              "  ",
              "Given back unprocessed, since a record before it in its batch failed: "
                  + first.unprocessed()
                  + " times."));
    }
    String subject = first.healthy() ? "Nothing is wrong with it, and it" : "It";
    if (first.neverRuns() && !first.isAbsent()) {
      String end = subject + " is " + fates(first) + " without ever having run.";
      lines.addAll(LineWrap.text("  ", end));
    } else if (first.mayGoUnrun()) {
      String end = subject + " may be dead-lettered without ever having run.";
      lines.addAll(LineWrap.text("  ", end));
    }
  }

  private static String fates(MessagePrediction message) {
    return message.fates().stream().map(Fate::word).collect(Collectors.joining(" or "));
  }

  private void addRow(String hypothesis, MessagePrediction message) {
    List<String> wrapped = LineWrap.text(" ".repeat(56), fates(message));
    lines.add(
        ROW.formatted(
            hypothesis,
            message.receives(),
            message.functionErrors(),
            message.dlqCopies(),
            message.dlqReceiveCount().map(IntRange::toString).orElse("-"),
            wrapped.get(0).strip()));
    lines.addAll(wrapped.subList(1, wrapped.size()));
  }

  private void addSteps() {
    if (scenario.steps().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("What the harness does, and what it brings");
    for (int i = 0; i < scenario.steps().size(); i++) {
      Step step = scenario.steps().get(i);
      lines.add("  %-10s %d. %s".formatted(TimeText.setting(step.at()), i + 1, step.what()));
      for (Prediction prediction : predictions) {
        String brings =
            prediction.steps().get(i).quantities().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().words())
                .collect(Collectors.joining(", "));
        lines.addAll(
            LineWrap.text("                %-23s ".formatted(prediction.hypothesis()), brings));
      }
    }
  }

  private void addAlike() {
    if (!alike.ids().isEmpty()) {
      lines.add("");
      lines.addAll(LineWrap.text("", alike.sentence()));
    }
  }

  private void addRules(List<MessageKind> kinds) {
    lines.add("");
    lines.add("Because");
    kinds.stream()
        .flatMap(kind -> kind.predictions().stream())
        .flatMap(message -> message.because().stream())
        .distinct() // thousands of messages rest on a few rules
        .map(Rule::sentence)
        .distinct()
        .forEach(sentence -> lines.addAll(LineWrap.text("- ", sentence)));
  }

  private void addAdvice() {
    List<Advice> advice = Advice.on(scenario);
    if (!advice.isEmpty()) {
      lines.add("");
      lines.add("Advice");
      advice.forEach(
          piece ->
              lines.addAll(LineWrap.text("- ", piece.sentence() + " [" + piece.source() + "]")));
    }
  }
}
