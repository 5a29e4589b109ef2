package dev.retrylab.harness.experiment;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of healthy messages behind a few that hang. */
@Timeout(60)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BacklogTest {
  @TempDir private Path folder;

  @Test
  void no_healthy_message_is_lost_behind_two_that_hang() throws Exception {
    Scenario scenario =
        scenario(
            """
            name: backlog
            queue:    { type: standard, visibilityTimeout: 120s, maxReceiveCount: 3 }
            mapping:  { batchSize: 10000, batchingWindow: 1s, maximumConcurrency: 2 }
            function: { timeout: 20s }
            messages:
              - { key: h1, userId: "3", behaviour: hang }
              - { key: h2, userId: "3", behaviour: hang, sendAfter: 3s }
              - { key: m, userId: "3", copies: 2990, sendAfter: 7s }
            hypotheses: [documented]
            """);
    RunReport report = FaultyRun.of(scenario, 1, new Faults(0, false), folder.resolve("runs"));
    assertThat(fates(report)).isEqualTo(Map.of(Fate.CONSUMED, 2_990L, Fate.DEAD_LETTERED, 2L));
    assertThat(report.evidence().failures()).isEmpty();
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  private Scenario scenario(String yaml) throws IOException {
    Path file = folder.resolve("backlog.yaml");
    Files.writeString(file, yaml);
    return Scenarios.load(file.toString(), List.of());
  }

  private static Map<Fate, Long> fates(RunReport report) {
    return report.history().messages().stream()
        .collect(groupingBy(MessageHistory::fate, counting()));
  }
}
