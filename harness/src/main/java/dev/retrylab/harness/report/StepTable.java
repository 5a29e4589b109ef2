package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.StepResult;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    for (StepPrediction step :
        Judge.decisive(report.predictions()).map(Prediction::steps).orElse(List.of())) {
      Optional<StepResult> result =
          report.steps().stream().filter(one -> one.number() == step.number()).findFirst();
      String time = result.map(this::time).orElse("not done");
      lines.add(
          "  %s  %d. %s"
              .formatted(Layout.alignedOffset(time, OFFSET_WIDTH), step.number(), step.what()));
      step.quantities()
          .forEach((name, range) -> lines.addAll(quantity(step.number(), name, range, result)));
    }
    return lines;
  }

  private String time(StepResult result) {
    return TimeText.offset(Duration.between(report.history().start(), result.at()));
  }

  private List<String> quantity(
      int number, String name, IntRange expected, Optional<StepResult> result) {
    Optional<Long> seen = result.map(one -> one.quantities().get(name));
    Verdict verdict =
        seen.map(count -> expected.contains(count) ? Verdict.MATCH : Verdict.DIVERGED)
            .orElse(Verdict.INCONCLUSIVE);
    String text =
        "%s %s, expected %s%s"
            .formatted(
                name,
                seen.map(String::valueOf).orElse("not known"),
                expected.words(),
                others(number, name, expected));
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
