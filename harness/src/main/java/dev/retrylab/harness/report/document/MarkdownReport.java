package dev.retrylab.harness.report.document;

import dev.retrylab.harness.expect.prediction.CannotDiffer;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Quantity;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.report.Explanation;
import dev.retrylab.harness.report.Glyphs;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A run as Markdown, for a job summary or an issue: verdict, real against expected, findings. */
public final class MarkdownReport {
  /** Longer tables are cut: a job summary holds 1 MiB. */
  private static final int MOST_MESSAGES = 50;

  private final CannotDiffer alike;
  private final RunReport report;
  private final Verdicts verdicts;
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport(RunReport report) {
    this.alike = report.alike();
    this.report = report.withoutAlike();
    this.verdicts = new Verdicts(this.report);
  }

  /** The whole text; its last line ends with a line feed. */
  public static String of(RunReport report) {
    return new MarkdownReport(report).text();
  }

  private String text() {
    lines.add(
        "## %s %s: %s"
            .formatted(
                sign(report.judgement().verdict()),
                report.scenario().name(),
                escaped(report.scenario().title())));
    lines.add("");
    lines.add(
        "**%s** on target %s. %s"
            .formatted(report.judgement().verdict(), report.target(), report.clock().sentence()));
    Explanation.of(report, verdicts)
        .ifPresent(sentence -> lines.addAll(List.of("", escaped(sentence))));
    lines.add("");
    table();
    hypotheses();
    lines.addAll(List.of("", "### Findings", ""));
    for (Finding finding : report.judgement().findings()) {
      lines.add("- " + escaped(finding.sentence()));
    }
    lines.addAll(List.of("", escaped(report.cost().sentence())));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private void table() {
    List<String> head = new ArrayList<>(List.of("message", "user"));
    for (Quantity quantity : Quantity.values()) {
      head.add(quantity.label());
    }
    head.addAll(verdicts.hypotheses());
    lines.add(row(head));
    lines.add(row(head.stream().map(any -> "---").toList()));
    List<MessageHistory> messages = report.history().messages();
    messages.stream()
        .limit(MOST_MESSAGES)
        .map(this::cells)
        .map(MarkdownReport::row)
        .forEach(lines::add);
    if (messages.size() > MOST_MESSAGES) {
      lines.addAll(
          List.of(
              "",
              "%d further messages are in results.json."
                  .formatted(messages.size() - MOST_MESSAGES)));
    }
  }

  private List<String> cells(MessageHistory message) {
    List<String> cells =
        new ArrayList<>(List.of("`" + message.key() + "`", escaped(message.userId())));
    for (Quantity quantity : Quantity.values()) {
      cells.add(quantity.seenText(message));
    }
    for (String id : verdicts.hypotheses()) {
      Verdict verdict = verdicts.verdict(message.key(), id);
      cells.add(sign(verdict) + " " + verdict);
    }
    return cells;
  }

  private void hypotheses() {
    lines.addAll(List.of("", "### Hypotheses", ""));
    for (HypothesisResult result : report.judgement().hypotheses()) {
      lines.add(
          "- `%s` **%s**: %s"
              .formatted(result.id(), result.standing().word(), escaped(result.claim())));
      result.refutedBy().ifPresent(by -> lines.add("  " + escaped(by)));
    }
    if (!alike.ids().isEmpty()) {
      lines.addAll(List.of("", escaped(alike.sentence())));
    }
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String sign(Verdict verdict) {
    return Glyphs.UNICODE.of(verdict);
  }

  /** What comes from messages and errors must not become markup. */
  private static String escaped(String text) {
    return text.replace("\n", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
  }
}
