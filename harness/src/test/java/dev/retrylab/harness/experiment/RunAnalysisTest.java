package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Expectations follow the times at which the messages were really sent. */
class RunAnalysisTest {
  private static final RunRecord PLAIN = WrittenRun.record(Scenarios.load("article"));

  /** Two messages of one group, the second one due a second after the first; both throw. */
  private static RunRecord record() {
    Scenario article = PLAIN.scenario();
    Scenario waves =
        new Scenario(
            "waves",
            "waves",
            article.queue(),
            article.mapping(),
            article.function(),
            List.of(
                MessageSpec.of("m1", "2"),
                MessageSpec.of("m2", "2").sentAfter(Duration.ofSeconds(1))),
            List.of("documented"));
    return new RunRecord(
        PLAIN.runId(),
        PLAIN.start(),
        PLAIN.program(),
        waves,
        PLAIN.target(),
        PLAIN.clock(),
        PLAIN.deployment(),
        PLAIN.conditions(),
        PLAIN.drift(),
        PLAIN.location(),
        Optional.empty());
  }

  private static Duration earliestOfSecond(Duration first, Duration second) {
    RunAnalysis analysis = new RunAnalysis(record(), new StepLog(line -> {}));
    SentLog sent = new SentLog(line -> {});
    sent.sent(List.of(sent("m1", first)));
    sent.sent(List.of(sent("m2", second)));
    analysis.observations(sent, List.of());
    return analysis.predictions().get(0).messages().get("m2").earliest().get(0);
  }

  private static Sent sent(String key, Duration after) {
    Instant at = ArticleLogs.START.plus(after);
    return new Sent(key, "2", "id-" + key, Optional.of("2"), at);
  }

  @Test
  @DisplayName(
      "On time, the second message of a group waits for the first one's two visibility timeouts")
  void punctual() {
    assertThat(earliestOfSecond(Duration.ZERO, Duration.ofMillis(1_400)))
        .isEqualTo(Duration.ofSeconds(59));
  }

  @Test
  @DisplayName("Sent late after a kill, it waits for less")
  void late() {
    assertThat(earliestOfSecond(Duration.ZERO, Duration.ofSeconds(20)))
        .isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  @DisplayName("When both are late, they keep their order")
  void bothLate() {
    assertThat(earliestOfSecond(Duration.ofMillis(1_200), Duration.ofMillis(1_900)))
        .isEqualTo(Duration.ofMillis(59_300));
  }
}
