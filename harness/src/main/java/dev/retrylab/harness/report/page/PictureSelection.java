package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a run a page can show one by one: all of it, or of very many messages those first that
 * went wrong.
 *
 * @param report whose history is of those messages only
 * @param leftOut says so, where some are left out
 */
record PictureSelection(RunReport report, Optional<String> leftOut) {
  /** A browser opens a page of so many at once. */
  private static final int MOST_MESSAGES = 10_000;

  /** Of more than that, so many examples: nobody looks at all of them. */
  private static final int EXAMPLES = 2_000;

  /**
   * @param wanted the keys of messages that the page names, which come before all others
   */
  static PictureSelection of(RunReport report, Verdicts verdicts, List<String> wanted) {
    boolean all = report.history().messages().size() <= MOST_MESSAGES;
    return of(report, verdicts, wanted, all ? MOST_MESSAGES : EXAMPLES);
  }

  static PictureSelection of(RunReport report, Verdicts verdicts, List<String> wanted, int most) {
    List<MessageHistory> all = report.history().messages();
    if (all.size() <= most) {
      return new PictureSelection(report, Optional.empty());
    }
    Stream<String> inOrder =
        Stream.of(
                verdicts.those(Verdict.DIVERGED, all),
                verdicts.those(Verdict.INCONCLUSIVE, all),
                all.stream().filter(one -> one.functionErrors() > 0),
                all.stream())
            .flatMap(same -> same)
            .map(MessageHistory::key);
    Set<String> chosen =
        Stream.concat(wanted.stream(), inOrder)
            .distinct()
            .limit(most)
            .collect(Collectors.toCollection(HashSet::new));
    return new PictureSelection(
        only(chosen, report),
        Optional.of(
            String.format(
                Locale.ROOT,
                "The picture is of %,d of the %,d messages: of those that went wrong first."
                    + " results.json has them all, and raw-logs.ndjson the log lines.",
                most,
                all.size())));
  }

  /** None where messages are left out: so many log lines are for other tools. */
  List<LogLine> logLines(Supplier<List<LogLine>> lines) {
    return leftOut.isPresent() ? List.of() : lines.get();
  }

  private static RunReport only(Set<String> chosen, RunReport report) {
    History history = report.history();
    return new RunReport(
        report.scenario(),
        report.target(),
        report.clock(),
        history.with(
            history.messages().stream().filter(one -> chosen.contains(one.key())).toList()),
        report.predictions(),
        report.evidence(),
        report.judgement(),
        report.cost(),
        report.runDirectory(),
        report.steps());
  }
}
