package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Direct asynchronous invocations on AWS")
class EventsOnAwsTest {
  @TempDir private Path runs;

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void end() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Scenario scenario(String... settings) {
    return Scenarios.load("async-invoke", List.of(settings));
  }

  private static void assertThreeAttempts(RunReport report) {
    assertThat(Lab.told(report))
        .containsExactly(
            new Told("m1", Fate.FORWARDED, 1, 0, OptionalInt.of(1), 1),
            new Told("m2", Fate.DEAD_LETTERED, 3, 3, OptionalInt.of(1), 1),
            new Told("m3", Fate.CONSUMED, 1, 0, OptionalInt.empty(), 0));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  @Test
  @DisplayName(
      "run at 0, +1 and +3 minutes under one request id, and refute that nothing is retried")
  void goodDay() {
    Scenario scenario = scenario();
    try (PretendAws aws = new PretendAws(scenario)) {
      RunReport report = new AwsRun(aws, scenario, runs).run();
      assertThreeAttempts(report);
      assertThat(Lab.seconds(report, "m2", EventType.RECEIVED)).containsExactly(0L, 60L, 180L);
      assertThat(report.history().message("m2").orElseThrow().events(EventType.RECEIVED))
          .extracting(event -> event.requestId().orElseThrow())
          .containsOnly(
              report
                  .history()
                  .message("m2")
                  .orElseThrow()
                  .errors()
                  .get(0)
                  .requestId()
                  .orElseThrow());
      assertThat(report.judgement().hypotheses())
          .filteredOn(result -> result.standing() == Standing.REFUTED)
          .extracting(HypothesisResult::id)
          .containsExactly("no-retry");
      assertAsAsked(report);
      assertThat(aws.invokes.accepted()).isEqualTo(3);
    }
  }

  private static void assertAsAsked(RunReport report) {
    assertThat(report.evidence().drift()).isEmpty();
  }

  @Test
  @DisplayName("end in the function's own dead-letter queue where that is what is deployed")
  void deadLetterQueue() {
    Scenario scenario = scenario("function.onFailure=dead-letter-queue");
    try (PretendAws aws = new PretendAws(scenario)) {
      RunReport report = new AwsRun(aws, scenario, runs).run();
      assertThreeAttempts(report);
      assertAsAsked(report);
    }
  }

  @Test
  @DisplayName("are discarded where nothing keeps them, after a quiet time")
  void discarded() {
    Scenario scenario = scenario("function.retryAttempts=0", "function.onFailure=discard");
    try (PretendAws aws = new PretendAws(scenario)) {
      RunReport report = new AwsRun(aws, scenario, runs).run();
      assertThat(Lab.told(report).get(1))
          .isEqualTo(new Told("m2", Fate.DISCARDED, 1, 1, OptionalInt.empty(), 0));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    }
  }

  @Test
  @DisplayName("are made once where the answer is lost: the journal tells that they were taken")
  void answerLost() {
    Scenario scenario = scenario();
    try (PretendAws aws = new PretendAws(scenario)) {
      aws.invokes.loseNextAnswer();
      assertThreeAttempts(new AwsRun(aws, scenario, runs).run());
      assertThat(aws.invokes.accepted()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("are made again where they were refused for certain")
  void throttled() {
    Scenario scenario = scenario();
    try (PretendAws aws = new PretendAws(scenario)) {
      for (int i = 0; i < 7; i++) {
        aws.invokes.refuseNext();
      }
      assertThreeAttempts(new AwsRun(aws, scenario, runs).run());
      assertThat(aws.invokes.accepted()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("that never arrived are made again once Lambda cannot hold them any more")
  void callLost() {
    Scenario scenario = scenario("function.maximumEventAge=4m");
    try (PretendAws aws = new PretendAws(scenario)) {
      aws.invokes.loseNextCall();
      RunReport report = new AwsRun(aws, scenario, runs).run();
      assertThat(report.history().message("m1").orElseThrow().fate()).isEqualTo(Fate.FORWARDED);
      assertThat(aws.invokes.accepted()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("need a stack that is deployed for them")
  void otherTrigger() {
    try (PretendAws aws = new PretendAws(scenario("trigger.type=mapping"))) {
      assertThatThrownBy(() -> new AwsRun(aws, scenario(), runs).run())
          .isInstanceOf(TargetUnusable.class)
          .hasMessageContaining("The stack is deployed with trigger.type mapping, not event.");
    }
  }
}
