package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.Lab.Told.deadLettered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** Scenarios in which the harness acts itself, over the aws path, in a time that waiting moves. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StepsOnAwsTest {
  private static final OptionalInt NEVER_THERE = OptionalInt.empty();

  @TempDir private Path runs;

  private RunReport run(String name) {
    Scenario scenario = Scenarios.load(name);
    try (PretendAws aws = new PretendAws(scenario)) {
      AwsRun run = new AwsRun(aws, scenario, runs);
      RunReport report = run.run();
      RunReport read = StoredRun.read(RunDirectory.open(run.directory().path())).judge();
      assertThat(read).as("judged again from its files").isEqualTo(report);
      return report;
    }
  }

  /** In the spare queue, where only the harness receives. */
  private static Told parked(String key) {
    return new Told(key, Fate.QUEUED, 1, 0, NEVER_THERE, 0);
  }

  private static Map<String, Long> brought(RunReport report, int step) {
    return report.steps().get(step - 1).quantities();
  }

  private static void assertRefuted(RunReport report, String... hypotheses) {
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(report.judgement().hypotheses())
        .filteredOn(result -> result.standing() == Standing.REFUTED)
        .extracting(HypothesisResult::id)
        .containsExactly(hypotheses);
    assertThat(report.judgement().hypotheses().get(0))
        .extracting(HypothesisResult::id, HypothesisResult::standing)
        .isEqualTo(tuple("documented", Standing.SURVIVED).toList());
  }

  @Test
  void what_a_move_task_brings_back_is_a_new_message_with_a_count_from_1() {
    RunReport report = run("redrive");
    assertThat(Lab.told(report))
        .containsExactly(
            deadLettered("home", 2),
            deadLettered("parked-1", 2),
            deadLettered("parked-2", 2),
            deadLettered("parked-3", 2),
            deadLettered("parked-4", 2),
            new Told("home#2", Fate.CONSUMED, 1, 0, NEVER_THERE, 0),
            parked("parked-1#2"),
            parked("parked-2#2"),
            parked("parked-3#2"),
            parked("parked-4#2"));
    List<MessageHistory> messages = report.history().messages();
    assertThat(messages.stream().map(MessageHistory::messageId)).doesNotHaveDuplicates();
    assertThat(messages.get(5).sentAt()).isAfter(messages.get(0).sentAt().plusSeconds(140));
    assertThat(brought(report, 2)).containsEntry("messages", 1L);
    assertThat(brought(report, 4)).containsEntry("messages", 4L);
    assertThat(brought(report, 4).get("seconds")).as("of 4 messages, 1 a second").isBetween(3L, 5L);
    assertRefuted(report, "count-survives-redrive");
  }

  @Test
  void looking_twice_dead_letters_a_message_that_never_ran() {
    RunReport report = run("peek");
    assertThat(Lab.told(report))
        .containsExactly(new Told("unread", Fate.DEAD_LETTERED, 2, 0, OptionalInt.of(3), 1));
    assertThat(report.steps().stream().map(step -> step.quantities().get("messages")))
        .containsExactly(1L, 1L, 0L, 0L, 1L);
    assertThat(report.history().messages().get(0).phantoms()).isZero();
    assertRefuted(report, "looking-is-free", "move-in-background");
  }

  @Test
  void a_dead_letter_queue_of_the_other_type_is_refused_in_the_words_of_sqs() {
    RunReport report = run("mismatched-dlq");
    assertThat(brought(report, 1)).containsExactly(entry("refused", 1L));
    assertThat(report.judgement().findings())
        .filteredOn(RunFinding.StepRemark.class::isInstance)
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .endsWith("Reason: Dead-letter queue must be same type of queue as the source..");
    assertRefuted(report, "any-dlq-type");
  }

  /** The pretended AWS has no CloudWatch, like some emulators. */
  @Test
  void what_the_target_cannot_do_is_told_and_ends_no_run() {
    Scenario bystander = Scenarios.load("mismatched-dlq");
    Scenario metrics =
        bystander.with(
            bystander.messages(),
            List.of(new Step.ReadMetrics(Duration.ofSeconds(5), QueueRole.DLQ)));
    try (PretendAws aws = new PretendAws(metrics)) {
      RunReport report = new AwsRun(aws, metrics, runs).run();
      assertThat(report.steps().get(0).quantities()).isEmpty();
      assertThat(report.steps().get(0).remark().orElseThrow()).startsWith("it could not be done: ");
      assertThat(Lab.told(report))
          .containsExactly(new Told("bystander", Fate.CONSUMED, 1, 0, NEVER_THERE, 0));
      assertThat(report.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
  }

  @Test
  void a_receive_that_was_interrupted_is_not_repeated_and_decides_nothing() {
    Scenario peek = Scenarios.load("peek");
    try (PretendAws aws = new PretendAws(peek)) {
      AwsRun run = new AwsRun(aws, peek, runs);
      AwsError denied = AwsError.of("AccessDenied", "Not any more.", 403);
      aws.queues.refuse(aws.start.plusSeconds(35), aws.start.plusSeconds(60), denied);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      aws.clock.advance(Duration.ofSeconds(30));
      RunReport report = run.collect();
      assertThat(report.steps().get(1).quantities()).isEmpty();
      assertThat(report.steps().get(1).remark())
          .contains("interrupted: whether anything was received is not known");
      assertThat(report.judgement().verdict()).isNotEqualTo(Verdict.MATCH);
    }
  }

  /** Steps 1 and 2 are done in time, the others an hour late, and as far apart as planned. */
  @Test
  void a_run_that_goes_on_an_hour_later_keeps_its_steps_apart() {
    Scenario peek = Scenarios.load("peek");
    try (PretendAws aws = new PretendAws(peek)) {
      AwsRun run = new AwsRun(aws, peek, runs);
      AwsError denied = AwsError.of("AccessDeniedException", "Not any more.", 400);
      aws.logs.refuse(aws.start.plusSeconds(50), aws.start.plusSeconds(3600), denied);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      aws.clock.advance(Duration.ofHours(1));
      RunReport report = run.collect();
      assertThat(report.steps().stream().map(step -> step.quantities().get("messages")))
          .containsExactly(1L, 1L, 0L, 0L, 1L);
      assertThat(Duration.between(report.steps().get(2).at(), report.steps().get(4).at()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
      assertRefuted(report, "looking-is-free", "move-in-background");
    }
  }

  @Test
  void a_move_task_whose_start_got_no_answer_is_found_again_and_not_started_twice() {
    Scenario poison = Scenarios.load("redrive-poison");
    try (PretendAws aws = new PretendAws(poison)) {
      AwsRun run = new AwsRun(aws, poison, runs);
      AwsError denied = AwsError.of("AccessDenied", "Not any more.", 403);
      aws.queues.refuseNext("ListMessageMoveTasks", denied);
      assertThatThrownBy(run::run).isInstanceOf(SdkException.class);
      RunReport report = run.collect();
      assertThat(aws.queues.answers("StartMessageMoveTask")).hasSize(1);
      assertThat(report.steps()).extracting(StepResult::number).containsExactly(1, 2, 3);
      assertRefuted(report, "count-survives-redrive", "no-retry");
    }
  }
}
