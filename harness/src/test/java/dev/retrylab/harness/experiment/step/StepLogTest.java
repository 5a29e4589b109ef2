package dev.retrylab.harness.experiment.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepLogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Scenario POISON = Scenarios.load("redrive-poison");
  private static final Step LOOK =
      new Step.Receive(Duration.ofSeconds(130), QueueRole.DLQ, Duration.ofSeconds(5));

  @TempDir private Path runs;

  private static HarnessReceived received(Optional<String> group) {
    JournalRecord record =
        new JournalRecord(
            FunctionRole.DLQ_CONSUMER,
            Optional.of("run"),
            Optional.of("poison"),
            Optional.of("2"),
            "id-1",
            group,
            3,
            "",
            START,
            START.plusMillis(7),
            true);
    return new HarnessReceived(record, START.plusSeconds(131));
  }

  @Test
  void tells_a_later_process_all_that_an_earlier_one_did() {
    RunDirectory directory = RunDirectory.create(runs, "redrive-poison", START);
    StepLog file = StepLog.of(directory, 9);
    StepResult result =
        new StepResult(1, START.plusSeconds(130), Map.of("messages", 1L), Optional.of("a word"));
    file.begun(1, LOOK, START.plusSeconds(130));
    file.done(result, List.of(received(Optional.of("g")), received(Optional.empty())));
    file.begun(2, POISON.steps().get(1), START.plusSeconds(200));
    StepLog read = StepLog.of(directory, 9);
    assertThat(read.results()).containsExactly(result);
    assertThat(read.received())
        .containsExactly(received(Optional.of("g")), received(Optional.empty()));
    assertThat(read.isDone(2)).isFalse();
    assertThat(read.begunAt(2)).contains(START.plusSeconds(200));
    assertThat(read.firstMove(POISON)).contains(START.plusSeconds(200));
    assertThat(read.missing(POISON))
        .containsExactly(
            "step 2: move the dead-letter queue to the source queue",
            "step 3: receive from the dead-letter queue");
  }

  @Test
  void refuses_a_step_that_the_scenario_does_not_have() {
    RunDirectory directory = RunDirectory.create(runs, "redrive-poison", START);
    StepLog.of(directory, 9).begun(4, LOOK, START);
    assertThatThrownBy(() -> StepLog.of(directory, 3))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageContaining("line 1 is damaged")
        .hasMessageContaining("the scenario has no step 4");
  }

  @Test
  void puts_off_what_is_still_to_be_done_by_as_much_as_what_was_done_came_late() {
    StepLog log = new StepLog(line -> {});
    log.begun(1, LOOK, START.plusSeconds(500));
    assertThat(log.asDone(POISON, START))
        .extracting(Step::at)
        .containsExactly(Duration.ofSeconds(500), Duration.ofSeconds(520), Duration.ofSeconds(650));
    assertThat(log.lateness(POISON, START)).isEqualTo(Duration.ofSeconds(370));
  }
}
