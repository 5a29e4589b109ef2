package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The whole aws path over HTTP, whatever habits CloudWatch Logs has that day. */
class AwsPathPropertiesTest {
  private static final Map<Scenario, List<Told>> PERFECT = new ConcurrentHashMap<>();

  private static final List<Scenario> SCENARIOS =
      List.of(
          Scenarios.load("article"),
          Scenarios.load("article", List.of("mapping.batchSize=10")),
          Scenarios.load(
              "article", List.of("mapping.batchSize=10", "mapping.reportBatchItemFailures=true")));

  @Property(tries = 5)
  @Label("Late by up to three minutes, shuffled, doubled and with four calls in ten that fail")
  void sameAsPerfect(
      @ForAll long seed,
      @ForAll @IntRange(max = 180) int lagSeconds,
      @ForAll @IntRange(max = 4) int failuresInTen,
      @ForAll @IntRange(min = 3, max = 30) int pageSize,
      @ForAll @IntRange(max = 2) int which,
      @ForAll boolean jsonLogs) {
    Scenario scenario = SCENARIOS.get(which);
    Habits habits = new Habits(seed, lagSeconds, failuresInTen, pageSize);
    RunReport report = run(scenario, habits, jsonLogs);
    assertThat(Lab.told(report)).isEqualTo(perfect(scenario));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  private static List<Told> perfect(Scenario scenario) {
    return PERFECT.computeIfAbsent(
        scenario, any -> Lab.told(run(scenario, Habits.perfect(), false)));
  }

  private static RunReport run(Scenario scenario, Habits habits, boolean jsonLogs) {
    try (ScratchFolder folder = ScratchFolder.create();
        PretendAws aws = new PretendAws(scenario, habits, jsonLogs)) {
      return new AwsRun(aws, scenario, folder.path()).run();
    }
  }
}
