package dev.retrylab.harness.report.page;

import dev.retrylab.harness.cost.Dollars;
import dev.retrylab.harness.cost.RunCost;
import dev.retrylab.harness.expect.prediction.CannotDiffer;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.Explanation;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.SettingsLine;
import dev.retrylab.harness.report.TextLayout;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.report.aggregate.Aggregate;
import dev.retrylab.harness.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A run as a page for a browser, in one file that needs no network: the question, the verdict and
 * the tables as they are, the picture drawn from the data in it.
 */
public final class HtmlReport {
  private static final PageTemplate TEMPLATE = new PageTemplate("report.mustache");
  private static final PageAsset STYLE = PageAsset.of("page.css", "report.css");
  private static final PageAsset SCRIPT =
      PageAsset.script("filters.js", "lines.js", "series.js", "start-report.js");

  /** Of a table that has a column for each hypothesis besides. */
  private static final int NAME_COLUMNS = 3;

  /** What the template is filled with; its names are the template's. */
  record Model(
      PageAsset style,
      PageAsset script,
      Scenario scenario,
      String target,
      String clock,
      Ruling ruling,
      String settingsLine,
      Optional<String> explanation,
      Optional<PageAggregate> many,
      List<Hypothesis> hypotheses,
      Optional<String> alike,
      List<PageTable.Block> blocks,
      Optional<String> leftOut,
      boolean hasSteps,
      int stepWidth,
      List<PageSteps.Step> steps,
      boolean hasStories,
      List<PageEvents.Story> stories,
      List<PageFacts.Section> sections,
      Cost cost,
      List<Fact> evidence,
      List<Fact> provenance,
      List<String> findings,
      int messages,
      Optional<String> notPictured,
      int logLines,
      String data,
      String log) {}

  /**
   * What the run costs on AWS.
   *
   * @param parts whose names are the amounts and whose values the dollars
   */
  record Cost(String sentence, List<Fact> parts, List<String> notes) {
    static Cost of(RunCost cost, boolean many) {
      return new Cost(
          TextLayout.boundUnits(many ? cost.sentence() + " " + cost.perMillion() : cost.sentence()),
          cost.usage().parts().stream()
              .map(part -> new Fact(part.amount(), Dollars.text(part.dollars())))
              .toList(),
          cost.notes());
    }
  }

  /** The verdict of the run. */
  record Ruling(String word, String meaning, PageSign sign) {}

  /** A hypothesis, with the letter by which the picture and the table name it. */
  record Hypothesis(
      String letter,
      String id,
      String claim,
      String standing,
      PageSign sign,
      Optional<String> refutedBy) {}

  private HtmlReport() {}

  /**
   * The page.
   *
   * @param lines those that were read
   * @param provenance which program made the run, when and where
   */
  public static String of(RunReport whole, Supplier<List<LogLine>> lines, List<Fact> provenance) {
    RunReport report = whole.withoutAlike();
    Verdicts verdicts = new Verdicts(report);
    Verdict verdict = report.judgement().verdict();
    PageTable table = new PageTable(report, verdicts);
    List<PageEvents.Story> stories = PageEvents.of(report);
    List<PageSteps.Step> steps = new PageSteps(report, verdicts).steps();
    StringTable requests = new StringTable();
    Optional<Aggregate> many = Aggregate.of(report);
    PictureSelection pictured = PictureSelection.of(report, verdicts, examples(many));
    PageData data = PageData.of(pictured.report(), requests);
    List<LogLine> shown = pictured.logLines(lines);
    String log = new PageLog(report.history().start(), requests).compressed(shown);
    return TEMPLATE.fill(
        new Model(
            STYLE,
            SCRIPT,
            report.scenario(),
            report.target(),
            report.clock().word(),
            new Ruling(verdict.name(), Verdicts.meaning(verdict), PageSign.of(verdict)),
            TextLayout.boundUnits(SettingsLine.of(report.scenario())),
            Explanation.of(report, verdicts).map(TextLayout::boundUnits),
            many.map(PageAggregate::of),
            hypotheses(report),
            Optional.of(whole.alike())
                .filter(one -> !one.ids().isEmpty())
                .map(CannotDiffer::sentence),
            table.blocks(),
            table.leftOut(),
            !steps.isEmpty(),
            NAME_COLUMNS + verdicts.hypotheses().size(),
            steps,
            !stories.isEmpty(),
            stories,
            PageFacts.settings(report),
            Cost.of(report.cost(), many.isPresent()),
            PageFacts.evidence(report),
            provenance,
            report.judgement().findings().stream()
                .map(Finding::sentence)
                .map(TextLayout::boundUnits)
                .toList(),
            report.history().messages().size(),
            pictured.leftOut(),
            shown.size(),
            EmbeddedJson.of(data),
            log));
  }

  private static List<String> examples(Optional<Aggregate> many) {
    return many.stream()
        .flatMap(all -> all.classes().stream())
        .flatMap(one -> one.keys().stream())
        .toList();
  }

  private static List<Hypothesis> hypotheses(RunReport report) {
    List<Hypothesis> hypotheses = new ArrayList<>();
    report
        .judgement()
        .hypotheses()
        .forEach(
            result ->
                hypotheses.add(
                    new Hypothesis(
                        String.valueOf((char) ('A' + hypotheses.size())),
                        result.id(),
                        result.claim(),
                        result.standing().word(),
                        PageSign.of(result.standing()),
                        result.refutedBy().map(TextLayout::boundUnits))));
    return hypotheses;
  }
}
