package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handlers of the real jar, called inside the harness, in virtual time. */
class SimulatedFunctionsIT {
  @TempDir Path folder;

  @Test
  @DisplayName("the article: 2 errors at 0 s and 30 s, and the DLQ at 60 s")
  void article() throws InterruptedException {
    RunReport report = simulated().run("article");

    assertMatch(report);
    assertThat(Lab.told(report)).containsExactly(Told.forwarded("m1"), Told.deadLettered("m2", 2));
    Lab.assertTimes(report, "m2", EventType.FAILED, 0, 30);
    Lab.assertTimes(report, "m2", EventType.DLQ_RECEIVED, 60);
  }

  /** Each function's first run begins 500 ms later: its cold start. All else is the rules'. */
  @Test
  @DisplayName("a run has the times of its rules to the millisecond, on a machine of any speed")
  void times() throws InterruptedException {
    RunReport report = simulated().run("article");

    assertThat(milliseconds(report, "m1", EventType.FORWARDED)).containsExactly(500L);
    assertThat(milliseconds(report, "m1", EventType.DLQ_RECEIVED)).containsExactly(1_000L);
    assertThat(milliseconds(report, "m2", EventType.FAILED)).containsExactly(500L, 30_000L);
    assertThat(milliseconds(report, "m2", EventType.DLQ_RECEIVED)).containsExactly(60_000L);
  }

  private static List<Long> milliseconds(RunReport report, String key, EventType type) {
    return report.history().message(key).orElseThrow().events(type).stream()
        .map(event -> event.sinceSent().toMillis())
        .toList();
  }

  @Test
  @DisplayName("a hang of 15 minutes takes 15 minutes of the engine's time and none of anybody's")
  void hang() throws InterruptedException {
    long begun = System.nanoTime();
    RunReport report =
        simulated().run("timeout", "function.timeout=900s", "queue.visibilityTimeout=5400s");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
    assertMatch(report);
    assertThat(Lab.seconds(report, "hanging", EventType.TIMED_OUT).get(0)).isBetween(900L, 903L);
  }

  @Test
  @DisplayName("an outage of 100 s is survived by a message that is tried until then, in no time")
  void outage() throws InterruptedException, IOException {
    RunReport report = simulated().run(scenario("behaviour: fail-until 100s, duration: 3s"));

    assertMatch(report);
    Lab.assertTimes(report, "m", EventType.FAILED, 3, 33, 63, 93);
    Lab.assertTimes(report, "m", EventType.SUCCEEDED, 123);
  }

  @Test
  @DisplayName("a message comes back when the visibility timeout is over that the consumer sets")
  void backoff() throws InterruptedException, IOException {
    RunReport report =
        simulated().run(scenario("behaviour: fail-with-backoff 2s x2 max 10s, duration: 1s"));

    assertMatch(report);
    Lab.assertTimes(report, "m", EventType.FAILED, 1, 4, 9, 18, 29);
  }

  @Test
  @DisplayName("work that takes as long as the function timeout times out")
  void longWork() throws InterruptedException, IOException {
    RunReport report = simulated().run(scenario("duration: 40s"));

    assertMatch(report);
    Lab.assertTimes(report, "m", EventType.TIMED_OUT, 5, 35, 65, 95, 125);
  }

  /** One message that is received five times at most. */
  private Scenario scenario(String message) throws IOException {
    String yaml =
        """
        name: work
        queue: { maxReceiveCount: 5 }
        messages:
          - { key: m, userId: "3", %s }
        """
            .formatted(message);
    return Scenarios.load(Files.writeString(folder.resolve("work.yaml"), yaml).toString());
  }

  /**
   * Each of three messages takes 20 s, and is hidden for 30 s: those that find the only place taken
   * at 0, 1, 3, 7 and 15 s would be tried again after that.
   */
  @Test
  @DisplayName("what the account has no place for until it is visible again has not run")
  void accountConcurrency() throws InterruptedException, IOException {
    RunReport throttled = simulated().run(scenarioOfThree("account: { concurrency: 1 }"));

    assertMatch(throttled);
    assertThat(Lab.told(throttled)).filteredOn(one -> one.fate() == Fate.CONSUMED).hasSize(1);
    assertThat(throttled.history().messages())
        .filteredOn(MessageHistory::deadLetteredUnrun)
        .hasSize(2);
    assertThat(throttled.judgement().findings())
        .extracting(Finding::sentence)
        .anyMatch(
            one ->
                one.contains(
                    "all functions together want more than the account may run at a time"));

    RunReport enough = simulated().run(scenarioOfThree("account: { concurrency: 3 }"));

    assertMatch(enough);
    assertThat(Lab.told(enough)).extracting(Told::fate).containsOnly(Fate.CONSUMED);
  }

  private Scenario scenarioOfThree(String settings) throws IOException {
    String yaml =
        """
        name: three
        queue: { type: standard, maxReceiveCount: 1 }
        function: { timeout: 25s, duration: 20s }
        %s
        messages:
          - { key: m, userId: "3", copies: 3 }
        """
            .formatted(settings);
    return Scenarios.load(Files.writeString(folder.resolve("three.yaml"), yaml).toString());
  }

  @Test
  @DisplayName("a crash ends the environment")
  void crash() throws InterruptedException {
    RunReport report = simulated().run("crash");

    assertMatch(report);
  }

  private static void assertMatch(RunReport report) {
    assertThat(report.judgement().verdict())
        .as("%s", report.judgement().findings())
        .isEqualTo(Verdict.MATCH);
  }

  private Lab simulated() {
    return new Lab(folder, RuntimeKind.SIMULATED);
  }
}
