package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.expect.prediction.CannotDiffer;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.report.Explanation;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.SettingsLine;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.Shortened;
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

  private static final int MOST_EXAMPLES = 5;

  private final TerminalStyle style;
  private final CannotDiffer alike;
  private final RunReport report;
  private final Verdicts verdicts;
  private final List<MessageHistory> shown;
  private final Optional<Aggregate> aggregate;
  private final List<String> lines = new ArrayList<>();

  private final Optional<String> footnote;

  private TerminalReport(RunReport report, TerminalStyle style, Optional<String> footnote) {
    this.style = style;
    this.footnote = footnote;
    this.alike = report.alike();
    this.report = report.withoutAlike();
    this.verdicts = new Verdicts(this.report);
    this.aggregate = Aggregate.of(report);
    this.shown = many() ? examples() : report.history().messages();
  }

  /** The whole report; its last line ends with a line feed. */
  public static String render(RunReport report, TerminalStyle style) {
    return render(report, style, Optional.empty());
  }

  /** The same with a remark at its end. */
  public static String render(RunReport report, TerminalStyle style, Optional<String> footnote) {
    return new TerminalReport(report, style, footnote).text();
  }

  private String text() {
    title();
    if (many()) {
      section("All " + report.history().messages().size() + " messages");
      lines.addAll(new AggregateTable(style, verdicts, report.history().messages()).lines());
    }
    aggregate.ifPresent(this::aggregate);
    timelines();
    if (!many()) {
      section("Real against expected");
      lines.addAll(new ComparisonTable(style, verdicts, shown).lines());
    }
    steps();
    hypotheses();
    explain();
    findings();
    foot();
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private void title() {
    Scenario scenario = report.scenario();
    TextLayout.wrap(
            scenario.name() + ": " + Shortened.oneLine(scenario.title()), style.width(), "  ")
        .forEach(line -> lines.add(style.paint(Colour.STRONG, line)));
    String settings = SettingsLine.of(scenario);
    TextLayout.wrap(settings, style.width() - 2, "")
        .forEach(line -> lines.add("  " + style.paint(Colour.QUIET, line)));
  }

  private boolean many() {
    return !report.comparesEach();
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
      lines.addAll(new MessageTimeline(style, message, report.scenario().trigger()).lines());
      lines.add("");
    }
    int rest = report.history().messages().size() - shown.size();
    if (rest > 0) {
      lines.add(Words.count(rest, "message") + " not shown one by one.");
      lines.add("");
    }
    lines.addAll(new TimelineDrawing(style, report, verdicts, shown).lines());
  }

  private void steps() {
    List<String> steps = new StepTable(style, report, verdicts).lines();
    if (!steps.isEmpty()) {
      section("What the harness did");
      lines.addAll(steps);
    }
  }

  private void hypotheses() {
    section("Hypotheses");
    int idWidth = verdicts.hypotheses().stream().mapToInt(String::length).max().orElse(0) + 3;
    boolean lettered = many() || new ComparisonTable(style, verdicts, shown).lettered();
    for (HypothesisResult result : report.judgement().hypotheses()) {
      String letter =
          lettered ? (char) ('A' + verdicts.hypotheses().indexOf(result.id())) + "  " : "";
      String standing = result.standing().word();
      lines.add(
          "  "
              + style.paint(colour(result), sign(result))
              + " "
              + letter
              + TextLayout.left(result.id(), idWidth)
              + style.paint(colour(result), standing));
      indented(result.claim(), Colour.QUIET);
      result.refutedBy().ifPresent(refutedBy -> indented(refutedBy, Colour.BAD));
    }
    if (!alike.ids().isEmpty()) {
      lines.add("");
      TextLayout.wrap(alike.sentence(), style.width() - 2, "")
          .forEach(line -> lines.add("  " + line));
    }
  }

  private void indented(String text, Colour colour) {
    TextLayout.wrap(text, style.width() - 6, "")
        .forEach(line -> lines.add("      " + style.paint(colour, line)));
  }

  private Colour colour(HypothesisResult result) {
    return Colour.of(Verdicts.asVerdict(result.standing()));
  }

  private String sign(HypothesisResult result) {
    return style.glyphs().of(Verdicts.asVerdict(result.standing()));
  }

  private void aggregate(Aggregate many) {
    section("The run over time");
    lines.addAll(new SeriesDrawing(style, many).lines());
    section("How often messages were received");
    lines.addAll(ClassesText.histogram(style, many.receivesPerMessage()));
    section("What became of them");
    lines.addAll(ClassesText.sentences(style, many.classes()));
  }

  private void explain() {
    List<String> sentences =
        Stream.of(aggregate.map(Aggregate::summary), Explanation.of(report, verdicts))
            .flatMap(Optional::stream)
            .toList();
    if (!sentences.isEmpty()) {
      section("In one sentence");
    }
    for (int i = 0; i < sentences.size(); i++) {
      if (i > 0) {
        lines.add("");
      }
      TextLayout.wrap(sentences.get(i), style.width() - 2, "")
          .forEach(line -> lines.add("  " + line));
    }
  }

  private void findings() {
    section("Findings");
    for (Finding finding : report.judgement().findings()) {
      TextLayout.wrap("- " + finding.sentence(), style.width() - 2, "  ")
          .forEach(line -> lines.add("  " + line));
    }
  }

  private void foot() {
    Verdict verdict = report.judgement().verdict();
    lines.add("");
    lines.add(
        style.paint(Colour.of(verdict), verdict.name()) + ": " + Verdicts.meaning(verdict) + ".");
    lines.add(report.clock().sentence());
    cost();
    footnote.ifPresent(remark -> lines.addAll(TextLayout.wrap(remark, style.width(), "")));
    lines.add("All of it is in " + report.runDirectory());
    lines.add("To see it in a browser, open " + report.runDirectory() + "/report.html");
  }

  private void cost() {
    String cost = report.cost().sentence();
    String all = aggregate.isPresent() ? cost + " " + report.cost().perMillion() : cost;
    lines.addAll(TextLayout.wrap(all, style.width(), ""));
  }

  private void section(String title) {
    lines.add("");
    int rest = style.width() - title.length() - 1;
    lines.add(
        style.paint(Colour.STRONG, title)
            + " "
            + style.paint(Colour.QUIET, String.valueOf(style.glyphs().line()).repeat(rest)));
    lines.add("");
  }
}
