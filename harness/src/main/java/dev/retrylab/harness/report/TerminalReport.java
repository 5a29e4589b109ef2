package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.CannotDiffer;
import dev.retrylab.harness.judge.Finding;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Shortened;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as people read it in a terminal: what happened to each message, the same drawn to scale,
 * real against expected, which hypothesis stands, and why.
 */
public final class TerminalReport {

  private static final int MOST_MESSAGES = 12;
  private static final int MOST_EXAMPLES = 5;

  private final Look look;
  private final CannotDiffer alike;
  private final RunReport report;
  private final Verdicts verdicts;
  private final List<MessageHistory> shown;
  private final List<String> lines = new ArrayList<>();

  private final Optional<String> footnote;

  private TerminalReport(RunReport report, Look look, Optional<String> footnote) {
    this.look = look;
    this.footnote = footnote;
    this.alike = report.alike();
    this.report = report.withoutAlike();
    this.verdicts = new Verdicts(this.report);
    this.shown = many() ? examples() : report.history().messages();
  }

  /** The whole report; its last line ends with a line feed. */
  public static String render(RunReport report, Look look) {
    return render(report, look, Optional.empty());
  }

  /** The same with a remark at its end. */
  public static String render(RunReport report, Look look, Optional<String> footnote) {
    return new TerminalReport(report, look, footnote).text();
  }

  private String text() {
    title();
    if (many()) {
      section("All " + report.history().messages().size() + " messages");
      lines.addAll(new Aggregate(look, verdicts, report.history().messages()).lines());
    }
    timelines();
    if (!many()) {
      section("Real against expected");
      lines.addAll(new Comparison(look, verdicts, shown).lines());
    }
    steps();
    hypotheses();
    Explanation.of(report, verdicts).ifPresent(this::explain);
    findings();
    foot();
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private void title() {
    Scenario scenario = report.scenario();
    Layout.wrap(scenario.name() + ": " + Shortened.oneLine(scenario.title()), look.width(), "  ")
        .forEach(line -> lines.add(look.paint(Colour.STRONG, line)));
    String settings = SettingsLine.of(scenario);
    Layout.wrap(settings, look.width() - 2, "")
        .forEach(line -> lines.add("  " + look.paint(Colour.QUIET, line)));
  }

  private boolean many() {
    return report.history().messages().size() > MOST_MESSAGES;
  }

  /** Those that went against the documented rules first, and then those that failed at all. */
  private List<MessageHistory> examples() {
    List<MessageHistory> all = report.history().messages();
    return Stream.of(
            verdicts.those(Verdict.DIVERGED, all),
            verdicts.those(Verdict.INCONCLUSIVE, all),
            verdicts.those(Verdict.MATCH, all).filter(message -> message.functionErrors() > 0))
        .flatMap(same -> same)
        .limit(MOST_EXAMPLES)
        .toList();
  }

  private void timelines() {
    if (shown.isEmpty()) {
      return;
    }
    section("What happened");
    for (MessageHistory message : shown) {
      lines.addAll(new MessageTimeline(look, message, report.scenario().trigger()).lines());
      lines.add("");
    }
    int rest = report.history().messages().size() - shown.size();
    if (rest > 0) {
      lines.add(Explanation.count(rest, "message") + " not shown one by one.");
      lines.add("");
    }
    lines.addAll(new Drawing(look, report, verdicts, shown).lines());
  }

  private void steps() {
    List<String> steps = new StepTable(look, report, verdicts).lines();
    if (!steps.isEmpty()) {
      section("What the harness did");
      lines.addAll(steps);
    }
  }

  private void hypotheses() {
    section("Hypotheses");
    int idWidth = verdicts.hypotheses().stream().mapToInt(String::length).max().orElse(0) + 3;
    boolean lettered = many() || new Comparison(look, verdicts, shown).lettered();
    for (HypothesisResult result : report.judgement().hypotheses()) {
      String letter =
          lettered ? (char) ('A' + verdicts.hypotheses().indexOf(result.id())) + "  " : "";
      String standing = result.standing().word();
      lines.add(
          "  "
              + look.paint(colour(result), sign(result))
              + " "
              + letter
              + Layout.left(result.id(), idWidth)
              + look.paint(colour(result), standing));
      indented(result.claim(), Colour.QUIET);
      result.refutedBy().ifPresent(refutedBy -> indented(refutedBy, Colour.BAD));
    }
    if (!alike.ids().isEmpty()) {
      lines.add("");
      Layout.wrap(alike.sentence(), look.width() - 2, "").forEach(line -> lines.add("  " + line));
    }
  }

  private void indented(String text, Colour colour) {
    Layout.wrap(text, look.width() - 6, "")
        .forEach(line -> lines.add("      " + look.paint(colour, line)));
  }

  private Colour colour(HypothesisResult result) {
    return Comparison.colour(asVerdict(result));
  }

  private String sign(HypothesisResult result) {
    return Comparison.sign(look.glyphs(), asVerdict(result));
  }

  private static Verdict asVerdict(HypothesisResult result) {
    return switch (result.standing()) {
      case SURVIVED -> Verdict.MATCH;
      case REFUTED -> Verdict.DIVERGED;
      case OPEN -> Verdict.INCONCLUSIVE;
    };
  }

  private void explain(String sentence) {
    section("In one sentence");
    Layout.wrap(sentence, look.width() - 2, "").forEach(line -> lines.add("  " + line));
  }

  private void findings() {
    section("Findings");
    for (Finding finding : report.judgement().findings()) {
      Layout.wrap("- " + finding.sentence(), look.width() - 2, "  ")
          .forEach(line -> lines.add("  " + line));
    }
  }

  private void foot() {
    Verdict verdict = report.judgement().verdict();
    lines.add("");
    lines.add(
        look.paint(Comparison.colour(verdict), verdict.name()) + ": " + meaning(verdict) + ".");
    lines.add(report.clock().sentence());
    footnote.ifPresent(remark -> lines.addAll(Layout.wrap(remark, look.width(), "")));
    lines.add("All of it is in " + report.runDirectory());
    lines.add("To see it in a browser, open " + report.runDirectory() + "/report.html");
  }

  /** What a verdict says of a run. */
  static String meaning(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> "what was observed lies inside what is documented";
      case DIVERGED -> "what was observed contradicts what is documented";
      case INCONCLUSIVE -> "the evidence does not suffice";
    };
  }

  private void section(String title) {
    lines.add("");
    int rest = look.width() - title.length() - 1;
    lines.add(
        look.paint(Colour.STRONG, title)
            + " "
            + look.paint(Colour.QUIET, String.valueOf(look.glyphs().line).repeat(rest)));
    lines.add("");
  }
}
