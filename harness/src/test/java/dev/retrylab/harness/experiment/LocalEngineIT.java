package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.Lab.Told.deadLettered;
import static dev.retrylab.harness.experiment.Lab.Told.forwarded;
import static dev.retrylab.harness.experiment.Lab.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.local.EngineFolders;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.observe.LogEvidenceReader;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine on the virtual clock, with real processes of the functions; simulated, where a test is
 * of a queue's setting.
 */
@Timeout(60)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalEngineIT {

  @TempDir private Path runs;
  private Set<Path> foldersBefore;

  @BeforeEach
  void lookForFolders() throws IOException {
    foldersBefore = EngineFolders.ofThisProcess();
  }

  @Test
  void a_function_s_own_dead_letter_queue_gets_the_event_after_its_only_attempt() throws Exception {
    RunReport report =
        new Lab(runs, RuntimeKind.SIMULATED)
            .run(
                "async-invoke", "function.retryAttempts=0", "function.onFailure=dead-letter-queue");
    assertThat(told(report).get(1))
        .isEqualTo(new Told("m2", Fate.DEAD_LETTERED, 1, 1, OptionalInt.of(1), 1));
    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
  }

  /** No process of a function, and no folder of an engine. */
  private void assertNothingIsLeft() throws IOException {
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
        .extracting(process -> process.info().commandLine().orElse(""))
        .noneMatch(command -> command.contains("RuntimeBootstrap"));
    assertThat(EngineFolders.ofThisProcess()).isEqualTo(foldersBefore);
  }

  @Test
  void a_body_that_is_no_json_is_retried_and_dead_lettered_and_never_swallowed() throws Exception {
    try (LocalTarget target = Lab.start(Scenarios.load("article"))) {
      String id =
          target
              .sqs()
              .sendMessage(
                  send ->
                      send.queueUrl(target.deployment().sourceQueueUrl())
                          .messageBody("no JSON")
                          .messageGroupId("g")
                          .messageDeduplicationId("d"))
              .messageId();
      assertThat(outcomesUntilDeadLettered(target))
          .extracting(
              line -> line.record().messageId(),
              line -> line.record().function(),
              line -> line.record().receiveCount(),
              JournalOutcome::outcome)
          .containsExactly(
              tuple(id, FunctionRole.CONSUMER, 1, RecordOutcome.FAILED),
              tuple(id, FunctionRole.CONSUMER, 2, RecordOutcome.FAILED),
              tuple(id, FunctionRole.DLQ_CONSUMER, 3, RecordOutcome.SUCCEEDED));
    }
  }

  private static List<JournalOutcome> outcomesUntilDeadLettered(LocalTarget target)
      throws InterruptedException {
    Instant start = target.clock().instant();
    Instant deadline = start.plus(Duration.ofMinutes(5));
    LogEvidenceReader read = new LogEvidenceReader();
    Observer observer = new Observer(logsOf(target), start, lines -> lines.forEach(read::add));
    List<JournalOutcome> outcomes = List.of();
    while (outcomes.size() < 3 && target.clock().instant().isBefore(deadline)) {
      target.clock().awaitNews(deadline, target.clock().instant());
      observer.poll();
      outcomes =
          read.digest().observations().stream()
              .filter(JournalOutcome.class::isInstance)
              .map(JournalOutcome.class::cast)
              .sorted(Comparator.comparing(JournalOutcome::at))
              .toList();
    }
    return outcomes;
  }

  private static CloudWatchLogSource logsOf(LocalTarget target) {
    return new CloudWatchLogSource(
        target.logs(),
        Map.of(
            FunctionRole.CONSUMER, target.deployment().consumerLogGroup(),
            FunctionRole.DLQ_CONSUMER, target.deployment().dlqConsumerLogGroup()),
        target.clock());
  }

  /** One of them with a visibility timeout of 12 h, which costs seconds. */
  @Test
  void a_standard_and_a_fifo_queue_in_two_engines_at_once_do_not_disturb_each_other()
      throws Exception {
    long begun = System.nanoTime();
    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Future<RunReport>> reports = new ArrayList<>();
    for (List<String> settings :
        List.of(
            List.of("queue.type=standard"),
            List.of("queue.maxReceiveCount=3", "queue.visibilityTimeout=12h"))) {
      Scenario scenario = Scenarios.load("article", settings);
      reports.add(both.submit(() -> new Lab(runs).run(scenario)));
    }
    RunReport standard = reports.get(0).get();
    RunReport threeReceives = reports.get(1).get();
    both.shutdown();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
    assertThat(told(standard)).containsExactlyInAnyOrder(forwarded("m1"), deadLettered("m2", 2));
    assertThat(told(threeReceives)).containsExactly(forwarded("m1"), deadLettered("m2", 3));
    // Four processes start at once on two cores: what they take is on the clock.
    List<Long> received = Lab.seconds(threeReceives, "m2", EventType.RECEIVED);
    assertThat(received).hasSize(3);
    assertThat(received.get(1)).isBetween(43_200L, 43_230L);
    assertThat(received.get(2)).isBetween(86_400L, 86_460L);
    assertThat(List.of(standard, threeReceives))
        .extracting(report -> report.judgement().verdict())
        .containsOnly(Verdict.MATCH);
    assertNothingIsLeft();
  }
}
