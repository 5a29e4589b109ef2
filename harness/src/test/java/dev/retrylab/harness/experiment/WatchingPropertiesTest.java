package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.ArticleLogs.Line;
import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.MessageHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The rules of evidence under bad logs. */
class WatchingPropertiesTest {
  private static final Scenario ARTICLE = Scenarios.load("article");
  private static final RunReport PERFECT = watch(Habits.perfect(), ArticleLogs.lines());

  @Property(tries = 60)
  @Label(
      "However late, often and in whatever pages events come, the timeline is that of perfect logs")
  void sameTimeline(@ForAll("days") Habits habits) {
    RunReport report = watch(habits, ArticleLogs.lines());
    assertThat(report.history().messages()).isEqualTo(PERFECT.history().messages());
    assertThat(report.evidence().complete()).isTrue();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Property(tries = 80)
  @Label(
      "Lines that never come make no MATCH, unless what they leave out is nothing or is declared")
  void incomplete(
      @ForAll("days") Habits habits,
      @ForAll @Size(min = 1, max = 6) Set<@IntRange(min = 0, max = 24) Integer> lost) {
    List<Line> all = ArticleLogs.lines();
    List<Line> kept =
        IntStream.range(0, all.size()).filter(i -> !lost.contains(i)).mapToObj(all::get).toList();
    RunReport report = watch(habits, kept);
    boolean declared =
        report.history().messages().stream().anyMatch(message -> message.phantoms() > 0);
    if (report.judgement().verdict() == Verdict.MATCH && !declared) {
      assertThat(facts(report)).isEqualTo(facts(PERFECT));
    }
    if (!report.evidence().complete()) {
      assertThat(report.judgement().verdict()).isNotEqualTo(Verdict.MATCH);
    }
  }

  @Property(tries = 20)
  @Label("What a later process reads from the files is what the first one saw")
  void sameFromFiles(@ForAll("days") Habits habits) {
    try (ScratchFolder runs = ScratchFolder.create()) {
      RunReport report = watch(habits, ArticleLogs.lines(), runs.path());
      RunReport again = StoredRun.read(RunDirectory.open(Path.of(report.runDirectory()))).judge();
      assertThat(again).isEqualTo(report);
    }
  }

  private static List<List<Object>> facts(RunReport report) {
    return report.history().messages().stream()
        .map(
            (MessageHistory message) ->
                List.<Object>of(
                    message.key(),
                    message.receives(),
                    message.functionErrors(),
                    message.fate(),
                    message.dlqCopies()))
        .toList();
  }

  @Provide
  Arbitrary<Habits> days() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 180),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(2, 30))
        .as(Habits::new);
  }

  private static RunReport watch(Habits habits, List<Line> lines) {
    try (ScratchFolder runs = ScratchFolder.create()) {
      return watch(habits, lines, runs.path());
    }
  }

  private static RunReport watch(Habits habits, List<Line> lines, Path runs) {
    SteppedClock clock = new SteppedClock(ArticleLogs.START);
    FakePace pace = new FakePace(clock);
    RunDirectory directory = RunDirectory.create(runs, "article", ArticleLogs.START);
    RunRecord record = WrittenRun.record(ARTICLE);
    record.write(directory);
    CloudWatchLogSource source =
        new CloudWatchLogSource(
            new LogsInProcess(new UnrulyLogs(new LogsService(store(lines, clock)), clock, habits)),
            Map.of(
                FunctionRole.CONSUMER, ArticleLogs.CONSUMER,
                FunctionRole.DLQ_CONSUMER, ArticleLogs.DLQ_CONSUMER),
            pace,
            new LogRequestInterval(pace));
    RunAnalysis analysis = new RunAnalysis(record, new StepLog(line -> {}));
    Watching watching =
        new Watching(
            source,
            analysis,
            ArticleLogs.sent(directory),
            directory,
            pace,
            state -> {},
            record.start(),
            () -> {},
            List::of);
    try {
      Watching.Result seen = watching.outcome(watching.toTheEnd(look -> false));
      return analysis.report(
          seen.history(), seen.evidence(), seen.usage(), directory.path().toString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogStore store(List<Line> lines, SteppedClock clock) {
    LogStore store = new LogStore(clock);
    store.create(ArticleLogs.CONSUMER);
    store.create(ArticleLogs.DLQ_CONSUMER);
    lines.forEach(
        line -> clock.at(line.at(), () -> store.create(line.group()).append("s", line.message())));
    return store;
  }
}
