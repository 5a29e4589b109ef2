package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.aws.AwsErrors;
import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.CallsFile;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The whole aws path, from preflight to judgement, over HTTP and through the real SDK clients,
 * against services that have their troubles. Hours pass in milliseconds.
 */
class AwsPathTest {
  private static final Scenario ARTICLE = Scenarios.load("article");
  private static final List<Told> AS_ON_AWS =
      List.of(
          new Told("m1", Fate.FORWARDED, 1, 0, OptionalInt.of(1), 1),
          new Told("m2", Fate.DEAD_LETTERED, 2, 2, OptionalInt.of(3), 1));

  @TempDir private Path runs;

  private AwsRun article(PretendAws aws) {
    return new AwsRun(aws, ARTICLE, runs);
  }

  private static void assertAsOnAws(RunReport report, PretendAws aws) {
    assertThat(Lab.told(report)).isEqualTo(AS_ON_AWS);
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(aws.sent()).hasSize(2);
  }

  private static AwsError throttled() {
    return AwsError.of("ThrottlingException", "Rate exceeded", 400);
  }

  private static AwsError expired() {
    return AwsError.of("ExpiredTokenException", "The security token is expired", 400);
  }

  private static Instant at(PretendAws aws, int seconds) {
    return aws.start.plusSeconds(seconds);
  }

  @Test
  @DisplayName("On a good day the article goes as it did on AWS")
  void goodDay() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      assertAsOnAws(article(aws).run(), aws);
    }
  }

  @Test
  @DisplayName("The calls of a run are on record, by kind")
  void calls() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      AwsRun run = article(aws);
      run.run();
      Map<String, Long> calls = CallsFile.read(run.directory());
      assertThat(calls)
          .containsEntry("sts:GetCallerIdentity", 1L)
          .containsEntry("cloudformation:DescribeStacks", 1L)
          .containsEntry("logs:DescribeLogGroups", 2L)
          .containsEntry("sqs:GetQueueAttributes", 4L)
          .containsEntry("lambda:GetEventSourceMapping", 2L)
          .containsEntry("lambda:GetFunctionConfiguration", 2L)
          .containsEntry("lambda:GetFunctionEventInvokeConfig", 1L)
          .containsEntry("lambda:GetFunctionConcurrency", 1L)
          .containsEntry("lambda:GetAccountSettings", 1L)
          .containsEntry("sqs:SendMessageBatch", 1L)
          .hasSize(11);
      // Both groups at most once a second, from the send to the end of the quiet time.
      assertThat(calls.get("logs:FilterLogEvents")).isBetween(60L, 300L);
    }
  }

  @Test
  @DisplayName("The JSON log format tells the same")
  void jsonLogs() {
    try (PretendAws aws = new PretendAws(ARTICLE, Habits.perfect(), true)) {
      assertAsOnAws(article(aws).run(), aws);
    }
  }

  @ParameterizedTest(name = "JSON log format: {0}")
  @ValueSource(booleans = {false, true})
  @DisplayName("A hang and a crash are told apart by what the platform logs, in either format")
  void hangAndCrash(boolean jsonLogs) throws IOException {
    Path file = runs.resolve("endings.yaml");
    Files.writeString(
        file,
        """
        name: endings
        function: { timeout: 3s }
        messages:
          - { key: hang, userId: "11", behaviour: hang }
          - { key: crash, userId: "12", behaviour: crash }
        """);
    Scenario scenario = Scenarios.load(file.toString());
    try (PretendAws aws = new PretendAws(scenario, Habits.perfect(), jsonLogs)) {
      RunReport report = new AwsRun(aws, scenario, runs).run();
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(Lab.seconds(report, "hang", EventType.TIMED_OUT)).containsExactly(3L, 33L);
      assertThat(Lab.seconds(report, "crash", EventType.CRASHED)).containsExactly(0L, 30L);
    }
  }

  @Test
  @DisplayName("Throttled for four minutes in the middle, a run waits and loses nothing")
  void throttledForMinutes() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      aws.logs.refuse(at(aws, 20), at(aws, 260), throttled());
      assertAsOnAws(article(aws).run(), aws);
    }
  }

  @Test
  @DisplayName("Throttled for ever, a run ends as inconclusive, and says what it waited for")
  void throttledForEver() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      aws.logs.refuse(at(aws, 20), Instant.MAX, throttled());
      RunReport report = article(aws).run();
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
      assertThat(report.evidence().waitedFor())
          .containsExactly("m2: neither deleted nor dead-lettered yet (1 receive seen)");
      assertThat(Duration.between(aws.start, aws.clock.instant())).isLessThan(Duration.ofHours(1));
    }
  }

  @Test
  @DisplayName("A log group that vanishes in the middle ends the run with a sentence")
  void groupVanishes() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      AwsError missing =
          AwsError.of("ResourceNotFoundException", "The specified log group does not exist.", 400);
      aws.logs.refuse(at(aws, 20), Instant.MAX, missing);
      assertThatThrownBy(() -> article(aws).run()).isInstanceOf(LogGroupMissing.class);
    }
  }

  @Test
  @DisplayName("Credentials that expire end the run; collect goes on with it hours later")
  void credentialsExpire() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      aws.logs.refuse(at(aws, 20), at(aws, 3 * 3600), expired());
      AwsRun run = article(aws);
      assertThatThrownBy(run::run)
          .isInstanceOfSatisfying(
              SdkException.class,
              e ->
                  assertThat(AwsErrors.sentence(e, "logs:FilterLogEvents"))
                      .startsWith("The AWS credentials have expired."));
      aws.clock.advance(Duration.ofHours(4));
      assertAsOnAws(run.collect(), aws);
    }
  }

  @Test
  @DisplayName("What was collected is judged again from the files alone")
  void fromFiles() {
    try (PretendAws aws = new PretendAws(ARTICLE)) {
      AwsRun run = article(aws);
      RunReport report = run.run();
      assertThat(StoredRun.read(RunDirectory.open(run.directory().path())).judge())
          .isEqualTo(report);
    }
  }
}
