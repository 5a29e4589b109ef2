package dev.retrylab.harness.expect.rules;

import static dev.retrylab.harness.expect.prediction.Predicted.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.ScenarioYaml;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The counts and bounds that predictions are made of, worked out by hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleArithmeticTest {
  private static final Duration FOUR_DAYS = Duration.ofDays(4);

  /** First receive from 0 s, by 20 s; each next one 30 s to 50 s later. */
  private static final ReceiveTimes TIMES =
      new ReceiveTimes(Duration.ZERO, seconds(20).get(0), seconds(30).get(0), seconds(20).get(0));

  private static Duration at(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void receives_can_come_at_each_lower_bound_before_a_deadline() {
    assertThat(TIMES.receives(3)).isEqualTo(seconds(0, 30, 60));
    assertThat(
            LongStream.of(0, 1, 30, 31, 60, 61)
                .mapToInt(t -> TIMES.possibleBefore(at(t), 5))
                .toArray())
        .containsExactly(0, 1, 1, 2, 2, 3);
    assertThat(TIMES.possibleBefore(at(61), 2)).isEqualTo(2);
    assertThat(
            LongStream.of(20, 21, 70, 71, 120, 121)
                .mapToInt(t -> TIMES.assuredBefore(at(t), 5))
                .toArray())
        .containsExactly(0, 1, 1, 2, 2, 3);
    ReceiveTimes atOnce =
        new ReceiveTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    assertThat(atOnce.possibleBefore(at(1), 7)).isEqualTo(7);
  }

  @Test
  void receives_are_spoiled_by_the_earlier_ones_first_and_by_others_at_any() {
    SpoiledReceives byEarlier = new SpoiledReceives(2, 0, 0, 0, SpoiledReceives.NEVER);
    assertThat(new long[] {byEarlier.from(1), byEarlier.from(2), byEarlier.from(3)})
        .containsExactly(2, 1, 0);
    SpoiledReceives byLater = new SpoiledReceives(0, 1, 1, 0, 3);
    assertThat(byLater.from(1)).isEqualTo(1);
    assertThat(byLater.from(2)).isEqualTo(SpoiledReceives.NEVER);
    // Receives 3 to 5 of the five; of those from the second on.
    assertThat(byLater.afterActing(2, 5)).isEqualTo(3);
    assertThat(byLater.afterActing(1, 5)).isZero();
    // Never more than the receives at which it is done itself.
    assertThat(new SpoiledReceives(0, 9, 9, 9, SpoiledReceives.NEVER).afterActing(4, 5))
        .isEqualTo(2);
    SpoiledReceives ahead = new SpoiledReceives(2, 0, 1, 0, SpoiledReceives.NEVER);
    assertThat(new int[] {ahead.unprocessed(2), ahead.unprocessed(5)}).containsExactly(2, 3);
  }

  @Test
  void a_message_leaves_with_its_success_or_with_its_move() {
    PossibleEnds fails = PossibleEnds.of(2, 3, 0, TIMES, FOUR_DAYS, /* moves= */ true);
    assertThat(fails).isEqualTo(new PossibleEnds(Optional.empty(), true, Optional.empty(), 2));
    assertThat(fails.goneNotBefore(TIMES, Duration.ZERO, FOUR_DAYS)).isEqualTo(at(60));
    assertThat(fails.goneLate(TIMES, FOUR_DAYS)).isEqualTo(at(120));
    PossibleEnds succeeds = PossibleEnds.of(2, 1, 0, TIMES, FOUR_DAYS, true);
    assertThat(succeeds.success()).contains(IntRange.exactly(1));
    assertThat(succeeds.goneNotBefore(TIMES, Duration.ZERO, FOUR_DAYS)).isEqualTo(at(0));
    assertThat(succeeds.goneLate(TIMES, FOUR_DAYS)).isEqualTo(at(20));
    // The move at 60 s may come before 90 s, and is not sure to.
    PossibleEnds near = PossibleEnds.of(2, 3, 0, TIMES, at(90), true);
    assertThat(near)
        .isEqualTo(new PossibleEnds(Optional.empty(), true, Optional.of(IntRange.exactly(2)), 2));
    assertThat(near.goneLate(TIMES, at(90))).isEqualTo(at(90));
  }

  private static Scenario scenario(String settings, String... behaviours) {
    StringBuilder yaml = new StringBuilder(settings + "messages:\n");
    for (int i = 0; i < behaviours.length; i++) {
      yaml.append(
          "  - { key: m%d, userId: \"3\", group: g, behaviour: %s }%n".formatted(i, behaviours[i]));
    }
    return ScenarioYaml.read(yaml.toString());
  }

  /** Ten messages of 6 s, three runs each, at two places: 6 x 3 x 10 / 2. */
  @Test
  void a_message_waits_while_all_the_others_share_the_places() {
    Scenario ten =
        scenario(
            """
            queue: { type: standard }
            mapping: { maximumConcurrency: 2 }
            function: { timeout: 6s }
            """,
            Collections.nCopies(10, "throw").toArray(String[]::new));
    Concurrency two = Concurrency.of(ten);
    assertThat(two.longestWait(ten, 3, at(1000))).isEqualTo(at(90));
    assertThat(two.longestWait(ten, 3, at(89))).isEqualTo(at(89));
    Concurrency enough = new Concurrency(10, 0, 10, OptionalInt.of(10), OptionalInt.empty(), 1000);
    assertThat(enough.longestWait(ten, 3, at(1000))).isZero();
  }

  /** From which receive of the first message on a later one of its group can end its run. */
  private static int laterEndsRunsFrom(String partialBatch, int batchSize, String... behaviours) {
    Scenario scenario =
        scenario(
            """
            queue: { type: fifo, maxReceiveCount: 3 }
            mapping: { reportBatchItemFailures: true, batchSize: %d }
            function: { partialBatch: %s }
            """
                .formatted(batchSize, partialBatch),
            behaviours);
    return new BatchCompanions(scenario, 3).with(scenario.messages()).get(0).laterEndsRunsFrom();
  }

  @Test
  void where_only_failures_are_reported_a_crash_ends_a_run_that_it_shares() {
    assertThat(laterEndsRunsFrom("failed-only", 2, "succeed", "crash")).isEqualTo(1);
    assertThat(laterEndsRunsFrom("failed-only", 2, "succeed", "succeed", "crash"))
        .isEqualTo(SpoiledReceives.NEVER);
    // Twice it fails, and each time one behind it leaves: the third batch has the crash in it.
    String[] movesUp = {"fail-times 2", "succeed", "succeed", "crash"};
    assertThat(laterEndsRunsFrom("failed-only", 2, movesUp)).isEqualTo(1);
    assertThat(
            laterEndsRunsFrom(
                "failed-only", 2, "fail-times 2", "succeed", "succeed", "succeed", "crash"))
        .isEqualTo(SpoiledReceives.NEVER);
    // The one between stays for its two failures, and leaves with its third receive.
    assertThat(laterEndsRunsFrom("failed-only", 2, "fail-times 2", "fail-times 2", "crash"))
        .isEqualTo(SpoiledReceives.NEVER);
    assertThat(laterEndsRunsFrom("failed-only", 2, "fail-times 2", "fail-times 1", "crash"))
        .isEqualTo(1);
    assertThat(laterEndsRunsFrom("failed-only", 3, "succeed", "succeed", "crash")).isEqualTo(1);
  }

  @Test
  void where_a_run_stops_at_its_first_failure_a_crash_is_reached_once_those_before_it_do_well() {
    assertThat(laterEndsRunsFrom("stop-at-first", 2, "succeed", "crash")).isEqualTo(1);
    assertThat(laterEndsRunsFrom("stop-at-first", 3, "succeed", "fail-times 2", "crash"))
        .isEqualTo(3);
    assertThat(laterEndsRunsFrom("stop-at-first", 3, "succeed", "throw", "crash"))
        .isEqualTo(SpoiledReceives.NEVER);
    assertThat(laterEndsRunsFrom("stop-at-first", 2, "succeed", "succeed", "crash"))
        .isEqualTo(SpoiledReceives.NEVER);
  }
}
