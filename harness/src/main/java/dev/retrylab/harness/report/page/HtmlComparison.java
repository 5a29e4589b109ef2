package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunDifferences.Pair;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.SettingsLine;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Two runs side by side as a page, what differs first, and below both on one scale of time. */
public final class HtmlComparison {
  private static final int MOST_ROWS = 200;
  private static final PageTemplate TEMPLATE = new PageTemplate("compare.mustache");
  private static final PageAsset STYLE = PageAsset.of("page.css", "report.css", "compare.css");
  private static final PageAsset SCRIPT = PageAsset.script("start-compare.js");

  /**
   * One of the runs.
   *
   * @param lines those that were read
   */
  public record Run(RunReport report, Supplier<List<LogLine>> lines) {}

  /** What the template is filled with. */
  record Model(
      PageAsset style,
      PageAsset script,
      String conclusion,
      Side a,
      Side b,
      List<Side> sides,
      List<Part> parts,
      String differing) {}

  /** A run as the template names it. */
  record Side(
      String letter,
      String scenario,
      String title,
      String target,
      String clock,
      String settings,
      String folder,
      Verdict verdict,
      PageSign sign,
      String data,
      String log) {}

  /** A table of differences. */
  record Part(String id, String title, boolean none, List<Pair> pairs, Optional<String> more) {}

  private HtmlComparison() {}

  /** The page. */
  public static String of(Run one, Run other, RunDifferences differences) {
    Side a = side("A", one);
    Side b = side("B", other);
    return TEMPLATE.fill(
        new Model(
            STYLE,
            SCRIPT,
            differences.sameObservations()
                ? "The same became of every message in both runs"
                : "The runs differ in what became of the messages",
            a,
            b,
            List.of(a, b),
            List.of(
                part("messages", "What became of the messages", differences.messages()),
                part("hypotheses", "Verdict and hypotheses", differences.hypotheses()),
                part("settings", "Settings", differences.settings()),
                part("receives", "Receives of messages that were retried", differences.times())),
            EmbeddedJson.of(differences.differingKeys())));
  }

  private static Part part(String id, String title, List<Pair> pairs) {
    int rest = pairs.size() - MOST_ROWS;
    return new Part(
        id,
        title,
        pairs.isEmpty(),
        pairs.stream().limit(MOST_ROWS).toList(),
        rest > 0 ? Optional.of("and %d more".formatted(rest)) : Optional.empty());
  }

  private static Side side(String letter, Run run) {
    RunReport report = run.report();
    StringTable requests = new StringTable();
    PictureSelection pictured = PictureSelection.of(report, new Verdicts(report), List.of());
    PageData data = PageData.of(pictured.report(), requests);
    String log =
        new PageLog(report.history().start(), requests).compressed(pictured.logLines(run.lines()));
    Verdict verdict = report.judgement().verdict();
    return new Side(
        letter,
        report.scenario().name(),
        report.scenario().title(),
        report.target(),
        report.clock().word(),
        TextLayout.boundUnits(SettingsLine.of(report.scenario())),
        report.runDirectory(),
        verdict,
        PageSign.of(verdict),
        EmbeddedJson.of(data),
        log);
  }
}
