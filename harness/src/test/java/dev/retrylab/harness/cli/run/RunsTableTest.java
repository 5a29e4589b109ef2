package dev.retrylab.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

@DisplayName("The table of several runs")
class RunsTableTest {
  private static final RunResult REFUSED =
      RunResult.failed(
          Scenarios.load("article"),
          Optional.of("runs/article/1"),
          SdkClientException.create("No route."));
  private static final RunResult UNUSABLE =
      RunResult.failed(
          Scenarios.load("standard"), Optional.empty(), new TargetUnusable("Nothing is here."));

  @Test
  @DisplayName("tells of a run that failed what it was, and which were not deployed")
  void lines() {
    assertThat(new RunsTable(List.of(REFUSED, UNUSABLE), List.of("crash", "timeout")).lines())
        .containsExactly(
            "scenario             verdict       refuted",
            "article              failed",
            "  A call to the target cannot be reached: No route. Check the network, --region and"
                + " --endpoint-url.",
            "  Nothing is lost. Go on with the run afterwards: retry-lab collect runs/article/1",
            "standard             failed",
            "  Nothing is here.",
            "",
            "INCONCLUSIVE: 2 of 2 failed.",
            "Not deployed, and so not run: crash, timeout.");
  }

  @Test
  @DisplayName("says where a run had other settings than its scenario")
  void settingsDiffer() {
    RunReport asDeployed = Reports.article();
    Evidence known = asDeployed.evidence();
    RunReport drifted =
        Reports.of(
            asDeployed.history(),
            new Evidence(
                known.complete(),
                known.waitedFor(),
                known.watchedUntil(),
                known.logEvents(),
                known.rollingWindow(),
                known.ingestionLag(),
                known.conditions(),
                List.of(new SettingsDrift("queue.retention", "4d", "1d", /* about= */ false)),
                known.failures(),
                known.unexplainedRuns()),
            asDeployed.predictions());
    RunsTable table =
        new RunsTable(List.of(RunResult.of(asDeployed), RunResult.of(drifted)), List.of());
    assertThat(table.lines().get(1)).startsWith("article").doesNotContain("settings differ");
    assertThat(table.lines().get(2)).startsWith("article").endsWith(", settings differ");
    assertThat(table.json().findValuesAsText("settingsDiffer")).containsExactly("false", "true");
  }

  @Test
  @DisplayName("has the worst exit code, and none that says all is well where nothing was judged")
  void exitCode() {
    assertThat(new RunsTable(List.of(REFUSED), List.of()).exitCode())
        .isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(new RunsTable(List.of(REFUSED, UNUSABLE), List.of()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(new RunsTable(List.of(), List.of()).exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(new RunsTable(List.of(REFUSED), List.of()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  @DisplayName("is one JSON document")
  void json() throws JsonProcessingException {
    String title = Scenarios.load("article").title();
    String error = String.join(" ", REFUSED.error().orElseThrow().sentences());
    assertThat(new RunsTable(List.of(REFUSED), List.of("crash")).json())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"schema":1,"verdict":"INCONCLUSIVE","runs":[
                      {"scenario":"article","title":"%s","verdict":"INCONCLUSIVE",
                       "settingsDiffer":false,
                       "runDirectory":"runs/article/1",
                       "error":"%s","refuted":[]}],
                     "notDeployed":["crash"]}
                    """
                        .formatted(title, error)));
  }
}
