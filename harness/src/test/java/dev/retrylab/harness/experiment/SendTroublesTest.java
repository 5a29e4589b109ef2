package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Sends that fail, or of which nobody knows: each message arrives, and none becomes two. */
class SendTroublesTest {
  private static final String SEND = "SendMessageBatch";

  @TempDir private Path runs;

  private static Scenario article(String type) {
    return Scenarios.load("article", List.of("queue.type=" + type));
  }

  private static AwsError throttled() {
    return AwsError.of("ThrottlingException", "Rate exceeded", 400);
  }

  private RunReport run(PretendAws aws, Scenario scenario) {
    return new AwsRun(aws, scenario, runs).run();
  }

  private static void assertOneOfEach(RunReport report, PretendAws aws) {
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(Lab.told(report)).extracting(Lab.Told::key).containsExactly("m1", "m2");
    assertThat(aws.sent()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("The queue took the messages, and its answer was lost")
  void answerLost(String type) {
    Scenario scenario = article(type);
    try (PretendAws aws = new PretendAws(scenario)) {
      aws.queues.loseNextAnswer(SEND);
      assertOneOfEach(run(aws, scenario), aws);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("The answers are lost as often as the SDK tries")
  void answersLost(String type) {
    Scenario scenario = article(type);
    try (PretendAws aws = new PretendAws(scenario)) {
      for (int i = 0; i < 4; i++) {
        aws.queues.loseNextAnswer(SEND);
      }
      assertOneOfEach(run(aws, scenario), aws);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("The answers are lost, the queue is empty again, and the journal comes minutes late")
  void answersLostAndLogsLate(String type) throws IOException {
    Path file =
        Files.writeString(
            runs.resolve("prompt.yaml"),
            """
            name: prompt
            queue: { type: %s }
            messages:
              - { key: m1, userId: "3" }
              - { key: m2, userId: "4" }
            """
                .formatted(type));
    Scenario scenario = Scenarios.load(file.toString());
    try (PretendAws aws = new PretendAws(scenario, new Habits(7, 180, 0, 30), false)) {
      for (int i = 0; i < 4; i++) {
        aws.queues.loseNextAnswer(SEND);
      }
      assertOneOfEach(run(aws, scenario), aws);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("The run ends with sends in doubt, and is collected after any deduplication")
  void collectedLater(String type) {
    Scenario scenario = article(type);
    try (PretendAws aws = new PretendAws(scenario)) {
      for (int i = 0; i < 20; i++) {
        aws.queues.loseNextAnswer(SEND);
      }
      AwsError denied = AwsError.of("AccessDeniedException", "not you", 400);
      aws.logs.refuse(aws.start.plusMillis(1), aws.start.plusSeconds(60), denied);
      AwsRun run = new AwsRun(aws, scenario, runs);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      aws.clock.advance(Duration.ofMinutes(20));
      assertOneOfEach(run.collect(), aws);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("Throttled sends are repeated until they go through")
  void throttledSends(String type) {
    Scenario scenario = article(type);
    try (PretendAws aws = new PretendAws(scenario)) {
      for (int i = 0; i < 7; i++) {
        aws.queues.refuseNext(SEND, throttled());
      }
      assertOneOfEach(run(aws, scenario), aws);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "standard"})
  @DisplayName("A queue that fails for two minutes gets each message afterwards")
  void outage(String type) throws IOException {
    Scenario scenario = Scenarios.load(file(type).toString());
    try (PretendAws aws = new PretendAws(scenario)) {
      Instant from = aws.start.plusSeconds(5);
      AwsError failure = AwsError.of("InternalFailure", "not now", 500);
      aws.queues.refuse(from, from.plus(Duration.ofMinutes(2)), failure);
      RunReport report = run(aws, scenario);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(aws.sent()).hasSize(3);
    }
  }

  /** The second message falls into the outage, the third comes after it. */
  private Path file(String type) throws IOException {
    Path file = runs.resolve("outage.yaml");
    return Files.writeString(
        file,
        """
        name: outage
        queue: { type: %s }
        messages:
          - { key: a, userId: "3" }
          - { key: b, userId: "2", group: g, sendAfter: 20s }
          - { key: c, userId: "3", group: g, sendAfter: 4m }
        """
            .formatted(type));
  }

  @Test
  @DisplayName("A permission that is missing ends the run at once, with nothing in doubt")
  void denied() {
    Scenario scenario = article("fifo");
    try (PretendAws aws = new PretendAws(scenario)) {
      AwsError denied = AwsError.of("AccessDeniedException", "not you", 403);
      aws.queues.refuseNext(SEND, denied);
      AwsRun run = new AwsRun(aws, scenario, runs);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      assertThat(aws.sent()).isEmpty();
      assertOneOfEach(run.collect(), aws);
    }
  }

  @Test
  @DisplayName("A message that the queue finds fault with ends the run with its reason")
  void refused() {
    Scenario scenario = article("fifo");
    try (PretendAws aws = new PretendAws(scenario)) {
      aws.queues.refuseEntry("m2", "InvalidMessageContents", "Not these characters");
      assertThatThrownBy(() -> run(aws, scenario))
          .isInstanceOf(SendRefused.class)
          .hasMessage(
              "The queue refused message m2: Not these characters (InvalidMessageContents).");
    }
  }
}
