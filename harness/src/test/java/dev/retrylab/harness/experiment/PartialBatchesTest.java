package dev.retrylab.harness.experiment;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What becomes of a batch in which a record fails, in whole runs in virtual time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartialBatchesTest {
  private static final String STANDARD = "src/test/resources/cases/partial-batch-standard.yaml";
  private static final String FIFO = "src/test/resources/cases/partial-batch-fifo.yaml";

  private static String told(MessageHistory message) {
    return "%s: receives %d, failed %d, unprocessed %d, %s"
        .formatted(
            message.key(),
            message.receives(),
            message.functionErrors(),
            message.unprocessed(),
            message.fate().word());
  }

  private static List<String> told(History history) {
    return history.messages().stream().map(PartialBatchesTest::told).toList();
  }

  @Test
  void over_a_standard_queue_nothing_but_what_failed_comes_back() {
    Scenario scenario = Scenarios.load(STANDARD);
    for (long seed = 0; seed < 20; seed++) {
      History history = VirtualRun.of(scenario, seed);
      assertThat(told(history.message("bad").orElseThrow()))
          .isEqualTo("bad: receives 3, failed 3, unprocessed 0, dead-lettered");
      assertThat(history.message("bad").orElseThrow().dlqReceiveCount()).hasValue(4);
      assertThat(history.messages())
          .filteredOn(message -> !message.key().equals("bad"))
          .hasSize(9)
          .allMatch(
              message -> told(message).endsWith(": receives 1, failed 0, unprocessed 0, consumed"));
      assertThat(history.invocationErrors()).isZero();
    }
  }

  /** The run finds all of it in one batch, or else the first message alone and then the others. */
  @Test
  void over_a_fifo_queue_what_is_behind_the_failed_one_comes_back_unprocessed() {
    Scenario scenario = Scenarios.load(FIFO);
    assertThat(outcomes(scenario))
        .contains(
            "a1: receives 1, failed 0, unprocessed 0, consumed"
                + "; a2: receives 2, failed 2, unprocessed 0, dead-lettered"
                + "; a3: receives 2, failed 0, unprocessed 2, dead-lettered"
                + "; b1: receives 2, failed 0, unprocessed 2, dead-lettered");
  }

  @Test
  void a_function_that_skips_the_failed_group_goes_on_with_the_others() {
    Scenario scenario = Scenarios.load(FIFO, List.of("function.partialBatch=skip-group"));
    assertThat(outcomes(scenario))
        .contains(
            "a1: receives 1, failed 0, unprocessed 0, consumed"
                + "; a2: receives 2, failed 2, unprocessed 0, dead-lettered"
                + "; a3: receives 2, failed 0, unprocessed 2, dead-lettered"
                + "; b1: receives 1, failed 0, unprocessed 0, consumed")
        .allMatch(outcome -> outcome.endsWith("b1: receives 1, failed 0, unprocessed 0, consumed"));
  }

  @Test
  void over_a_fifo_queue_a_function_that_reports_only_what_failed_lets_others_overtake() {
    Scenario scenario = Scenarios.load(FIFO, List.of("function.partialBatch=failed-only"));
    assertThat(outcomes(scenario))
        .containsOnly(
            "a1: receives 1, failed 0, unprocessed 0, consumed"
                + "; a2: receives 2, failed 2, unprocessed 0, dead-lettered"
                + "; a3: receives 1, failed 0, unprocessed 0, consumed"
                + "; b1: receives 1, failed 0, unprocessed 0, consumed");
  }

  private static List<String> outcomes(Scenario scenario) {
    return LongStream.range(0, 40)
        .mapToObj(seed -> told(VirtualRun.of(scenario, seed)).stream().collect(joining("; ")))
        .distinct()
        .toList();
  }
}
