package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.EventType;
import java.nio.file.Path;
import java.time.Duration;
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
