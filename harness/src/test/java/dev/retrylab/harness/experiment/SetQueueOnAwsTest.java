package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StepLine;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A deployed queue whose visibility timeout, 2 min, a step lowers to 30 s at 60 s; messages follow
 * at 120 s.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SetQueueOnAwsTest {
  private static final Scenario SCENARIO = Scenarios.load("duplicate-runs");

  @TempDir private Path runs;

  private static String visibilityTimeout(PretendAws aws) {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("QueueUrl", aws.place().endpoint().orElseThrow() + "/000000000000/source");
    request.putArray("AttributeNames").add("VisibilityTimeout");
    return aws.queues
        .call("GetQueueAttributes", request)
        .toCompletableFuture()
        .join()
        .path("Attributes")
        .path("VisibilityTimeout")
        .asText();
  }

  private static List<String> states(AwsRun run) {
    List<String> states = new ArrayList<>();
    run.directory().readLines(RunFile.STEPS, StepLine.class, line -> states.add(line.state()));
    return states;
  }

  private static List<Long> receives(RunReport report, String key) {
    MessageHistory message = report.history().message(key).orElseThrow();
    return message.events(EventType.RECEIVED).stream()
        .map(event -> event.sinceSent().toSeconds())
        .toList();
  }

  @Test
  void is_changed_once_and_has_its_own_setting_again_when_the_run_is_over() {
    try (PretendAws aws = new PretendAws(SCENARIO)) {
      AwsRun run = new AwsRun(aws, SCENARIO, runs);
      RunReport report = run.run();
      assertThat(receives(report, "before")).containsExactly(0L);
      assertThat(receives(report, "twice")).containsExactly(0L, 30L);
      assertThat(receives(report, "lost")).containsExactly(0L, 30L, 60L);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(aws.queues.answers("SetQueueAttributes")).hasSize(2);
      assertThat(visibilityTimeout(aws)).isEqualTo("120");
      assertThat(states(run)).containsExactly("begun", "done");
      assertThat(StoredRun.read(RunDirectory.open(run.directory().path())).judge())
          .as("judged again from its files")
          .isEqualTo(report);
    }
  }

  /** Between the change and what is sent after it. */
  @Test
  void has_its_own_setting_again_when_the_run_fails_and_is_changed_again_by_who_goes_on() {
    try (PretendAws aws = new PretendAws(SCENARIO)) {
      AwsRun run = new AwsRun(aws, SCENARIO, runs);
      aws.expireCredentials(Duration.ofSeconds(70), Duration.ofHours(1));
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      assertThat(aws.queues.answers("SetQueueAttributes")).hasSize(2);
      assertThat(visibilityTimeout(aws)).isEqualTo("120");
      aws.clock.advance(Duration.ofHours(2));
      RunReport report = run.collect();
      assertThat(receives(report, "twice")).containsExactly(0L, 30L);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(visibilityTimeout(aws)).isEqualTo("120");
      assertThat(states(run)).containsExactly("begun", "done", "begun", "done");
    }
  }

  /** As a process that is killed: nothing is answered any more, and so nothing is undone. */
  @Test
  void has_its_own_setting_again_once_a_run_that_could_undo_nothing_is_collected() {
    try (PretendAws aws = new PretendAws(SCENARIO)) {
      AwsRun run = new AwsRun(aws, SCENARIO, runs);
      AwsError denied = AwsError.of("AccessDenied", "Not any more.", 403);
      aws.queues.refuse(aws.start.plusSeconds(61), aws.start.plusSeconds(3_600), denied);
      assertThatThrownBy(run::run)
          .isInstanceOf(SdkException.class)
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
      aws.clock.advance(Duration.ofHours(2));
      assertThat(visibilityTimeout(aws)).isEqualTo("30");
      RunReport report = run.collect();
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(visibilityTimeout(aws)).isEqualTo("120");
    }
  }

  @Test
  void that_could_not_be_changed_is_changed_by_who_goes_on() {
    try (PretendAws aws = new PretendAws(SCENARIO)) {
      AwsRun run = new AwsRun(aws, SCENARIO, runs);
      AwsError denied = AwsError.of("AccessDenied", "Not yet.", 403);
      aws.queues.refuseNext("SetQueueAttributes", denied);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      assertThat(states(run)).containsExactly("begun");
      RunReport report = run.collect();
      assertThat(receives(report, "twice")).containsExactly(0L, 30L);
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
      assertThat(visibilityTimeout(aws)).isEqualTo("120");
    }
  }
}
