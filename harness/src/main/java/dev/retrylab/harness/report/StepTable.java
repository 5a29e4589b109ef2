package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What the harness did itself, real against what each hypothesis expects. */
final class StepTable {
  private static final int OFFSET_WIDTH = 8;
  private static final String INDENT = " ".repeat(2 + OFFSET_WIDTH + 2);

  private final Look look;
  private final RunReport report;
  private final Verdicts verdicts;

  StepTable(Look look, RunReport report, Verdicts verdicts) {
    this.look = look;
    this.report = report;
    this.verdicts = verdicts;
  }

  /** A line for each step and one or more for what it brought; none without steps. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (StepStory step : StepStory.of(report)) {
      StepPrediction expected = step.expected();
      lines.add(
          "  %s  %d. %s"
              .formatted(
                  Layout.alignedOffset(step.time(), OFFSET_WIDTH),
                  expected.number(),
                  expected.what()));
      expected.quantities().forEach((name, range) -> lines.addAll(quantity(step, name, range)));
    }
    return lines;
  }

  private List<String> quantity(StepStory step, String name, IntRange expected) {
    Verdict verdict = step.verdict(name, expected);
    String text =
        "%s %s, expected %s%s"
            .formatted(
                name,
                step.realText(name),
                expected.words(),
                others(step.expected().number(), name, expected));
    String sign = Comparison.sign(look.glyphs(), verdict);
    String gap = " ".repeat(sign.length() + 1);
    List<String> wrapped = Layout.wrap(text, look.width() - INDENT.length() - gap.length(), "");
    List<String> lines = new ArrayList<>();
    for (String line : wrapped) {
      String head = lines.isEmpty() ? look.paint(Comparison.colour(verdict), sign) + " " : gap;
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
