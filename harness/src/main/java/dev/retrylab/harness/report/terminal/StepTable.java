package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.StepComparison;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import java.util.ArrayList;
import java.util.List;

/** What the harness did itself, real against what each hypothesis expects. */
final class StepTable {
  private static final int OFFSET_WIDTH = 8;
  private static final String INDENT = " ".repeat(2 + OFFSET_WIDTH + 2);

  private final TerminalStyle style;
  private final RunReport report;
  private final Verdicts verdicts;

  StepTable(TerminalStyle style, RunReport report, Verdicts verdicts) {
    this.style = style;
    this.report = report;
    this.verdicts = verdicts;
  }

  /** A line for each step and one or more for what it brought; none without steps. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StepComparison step : StepComparison.of(report)) {
      StepPrediction expected = step.expected();
      lines.add(
          "  %s  %d. %s"
              .formatted(
                  TextLayout.alignedOffset(step.time(), OFFSET_WIDTH),
                  expected.number(),
                  expected.what()));
      expected.quantities().forEach((name, range) -> lines.addAll(quantity(step, name, range)));
    }
    return lines;
  }

  private List<String> quantity(StepComparison step, String name, IntRange expected) {
    Verdict verdict = step.verdict(name, expected);
    String text =
        "%s %s, expected %s%s"
            .formatted(
                name,
                step.realText(name),
                expected.words(),
                others(step.expected().number(), name, expected));
    String sign = style.glyphs().of(verdict);
    String gap = " ".repeat(sign.length() + 1);
    List<String> wrapped =
        TextLayout.wrap(text, style.width() - INDENT.length() - gap.length(), "");
    List<String> lines = new ArrayList<>();
    for (String line : wrapped) {
      String head = lines.isEmpty() ? style.paint(Colour.of(verdict), sign) + " " : gap;
      lines.add(INDENT + head + line);
    }
    return lines;
  }

  /** What those hypotheses expect that do not expect the same. */
  private String others(int number, String name, IntRange expected) {
    StringBuilder others = new StringBuilder();
    for (String hypothesis : verdicts.hypotheses()) {
      IntRange other = verdicts.step(number, hypothesis).quantities().get(name);
      if (!other.equals(expected)) {
        others.append("; ").append(hypothesis).append(" expects ").append(other.words());
      }
    }
    return others.toString();
  }
}
