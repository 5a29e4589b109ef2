package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunDifferences.Pair;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.TextLayout;
import java.util.ArrayList;
import java.util.List;

/** Two runs side by side in a terminal, what differs first. */
public final class DifferencesText {
  private static final int MOST_ROWS = 20;
  private static final int WHAT_WIDTH = 28;

  private final TerminalStyle style;
  private final List<String> lines = new ArrayList<>();
  private final int cellWidth;

  private DifferencesText(TerminalStyle style) {
    this.style = style;
    this.cellWidth = (style.width() - 2 - WHAT_WIDTH - 2) / 2;
  }

  /** The lines of the comparison. */
  public static List<String> lines(
      RunReport one, RunReport other, RunDifferences differences, TerminalStyle style) {
    return new DifferencesText(style).compare(one, other, differences);
  }

  private List<String> compare(RunReport one, RunReport other, RunDifferences differences) {
    title("A", one);
    title("B", other);
    section("What became of the messages", differences.messages());
    section("Verdict and hypotheses", differences.hypotheses());
    section("Settings", differences.settings());
    if (!differences.times().isEmpty()) {
      section("Receives of messages that were retried", differences.times());
    }
    lines.add("");
    lines.add(
        differences.sameObservations()
            ? "The same became of every message in both runs."
            : "The runs differ in what became of the messages.");
    return lines.stream().map(String::stripTrailing).toList();
  }

  private void title(String letter, RunReport report) {
    lines.add(
        "%s  %s on %s, %s clock: %s"
            .formatted(
                style.paint(Colour.STRONG, letter),
                report.scenario().name(),
                report.target(),
                report.clock().word(),
                style.paint(
                    Colour.of(report.judgement().verdict()), report.judgement().verdict().name())));
    lines.add("   " + style.paint(Colour.QUIET, report.runDirectory()));
  }

  private void section(String title, List<Pair> pairs) {
    lines.add("");
    lines.add(style.paint(Colour.STRONG, title));
    if (pairs.isEmpty()) {
      lines.add("  no difference");
      return;
    }
    lines.add(style.paint(Colour.QUIET, row(new Pair("", "A", "B"))));
    pairs.stream().limit(MOST_ROWS).map(this::row).forEach(lines::add);
    if (pairs.size() > MOST_ROWS) {
      lines.add("  and %d more".formatted(pairs.size() - MOST_ROWS));
    }
  }

  private String row(Pair pair) {
    return "  "
        + TextLayout.left(TextLayout.shorten(pair.what(), WHAT_WIDTH, style.glyphs()), WHAT_WIDTH)
        + "  "
        + TextLayout.left(TextLayout.shorten(pair.one(), cellWidth - 2, style.glyphs()), cellWidth)
        + TextLayout.shorten(pair.other(), cellWidth, style.glyphs());
  }
}
