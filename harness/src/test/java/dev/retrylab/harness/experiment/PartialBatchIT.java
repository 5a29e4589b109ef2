package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.Lab.Told.consumed;
import static dev.retrylab.harness.experiment.Lab.Told.deadLettered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.Lab.Told;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Partial batches in whole runs, by the function that would be deployed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class PartialBatchIT {
  private static final String STANDARD = "src/test/resources/cases/partial-batch-standard.yaml";
  private static final String FIFO = "src/test/resources/cases/partial-batch-fifo.yaml";

  @TempDir private Path runs;

  private RunReport run(String scenario, String... settings) throws InterruptedException {
    RunReport report = new Lab(runs, RuntimeKind.SIMULATED).run(scenario, settings);
    assertThat(report.judgement().verdict()).as(report.toString()).isEqualTo(Verdict.MATCH);
    return report;
  }

  @Test
  void over_a_standard_queue_only_what_failed_comes_back_and_no_invocation_fails()
      throws InterruptedException {
    RunReport report = run(STANDARD);
    assertThat(Lab.told(report))
        .contains(deadLettered("bad", 3))
        .filteredOn(told -> !told.key().equals("bad"))
        .hasSize(9)
        .allMatch(told -> told.equals(consumed(told.key())));
    assertThat(report.history().invocationErrors()).isZero();
    assertThat(report.judgement().findings())
        .contains(new RunFinding.FailuresCounted(3, 0, 0))
        .noneMatch(RunFinding.DeadLetteredUnrun.class::isInstance);
    assertThat(RunJson.of(report).path("invocationErrors").asInt(-1)).isZero();
  }

  @Test
  void over_a_fifo_queue_healthy_messages_behind_a_failed_one_are_dead_lettered_unrun()
      throws InterruptedException {
    RunReport report = run(FIFO);
    Told unprocessed = new Told("a3", Fate.DEAD_LETTERED, 2, 0, OptionalInt.of(3), 1);
    assertThat(Lab.told(report)).contains(consumed("a1"), deadLettered("a2", 2), unprocessed);
    assertThat(Lab.seconds(report, "a3", EventType.UNPROCESSED)).hasSize(2);
    assertThat(report.judgement().findings().get(0).sentence())
        .matches(
            "(1 healthy message was|2 healthy messages were) dead-lettered without ever running,"
                + " because (it was|they were) given back unprocessed behind a failed one"
                + " \\(a3(, b1)?\\)\\.");
    assertThat(RunJson.of(report).path("deadLetteredUnrun").asInt()).isBetween(1, 2);
  }

  @Test
  void a_function_that_skips_the_failed_group_spares_the_others() throws InterruptedException {
    RunReport report = run(FIFO, "function.partialBatch=skip-group");
    assertThat(Lab.told(report)).contains(consumed("a1"), deadLettered("a2", 2), consumed("b1"));
    assertThat(report.history().invocationErrors()).isZero();
  }

  @Test
  void of_a_batch_whose_first_record_hangs_the_others_are_unprocessed()
      throws InterruptedException {
    RunReport report = run("src/test/resources/cases/hanging-batch.yaml");
    assertThat(Lab.seconds(report, "hanging", EventType.TIMED_OUT)).hasSize(2);
    assertThat(Lab.seconds(report, "healthy", EventType.UNPROCESSED)).hasSize(2);
    assertThat(report.judgement().findings().get(0).sentence())
        .isEqualTo(
            "1 healthy message was dead-lettered without ever running, because its batches took"
                + " longer than the function timeout, and came back before its turn (healthy).");
    assertThat(report.history().invocationErrors()).isEqualTo(2);
  }

  @Test
  void throttled_messages_are_told_to_have_been_throttled() throws InterruptedException {
    RunReport report = run("throttled");
    assertThat(report.judgement().findings().get(0).sentence())
        .isEqualTo(
            "2 healthy messages were dead-lettered without ever running, because their runs were"
                + " throttled: the function has too little reserved concurrency (healthy-1,"
                + " healthy-2).");
    assertThat(RunJson.of(report).path("throttles").asInt()).isEqualTo(4);
  }
}
