package dev.retrylab.harness.cost;

import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.copy;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwardedRun;
import static dev.retrylab.harness.timeline.fold.Story.goodRun;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.observe.LoggedUsage.Runs;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Reckoned by hand with the rates of 2026-06-13; ten long polls at a time, of 20 s each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunCostTest {
  private static final Offset<Double> TINY = Offset.offset(1e-9);

  /** m1 is forwarded, m2 fails twice and is moved; the DLQ consumer gets both. */
  private static final History ARTICLE =
      fold(
          all(
              new Observation[] {sent("m1", 0), sent("m2", 0)},
              forwardedRun("m1", 1, "r1", 20),
              copy("m1", "r1", "d1", 60),
              failedRun("m2", 1, "r2", 20),
              failedRun("m2", 2, "r3", 30_000),
              redriven("m2", 3, "d2", 60_000)));

  private static LoggedUsage logged(Runs consumer, Runs dlqConsumer) {
    return new LoggedUsage(
        Map.of(FunctionRole.CONSUMER, consumer, FunctionRole.DLQ_CONSUMER, dlqConsumer), 5_000);
  }

  private static LoggedUsage consumer(int invocations) {
    return logged(
        new Runs(invocations, invocations, 100, 51_200), new Runs(0, 0, 0, /* megabyte ms */ 0));
  }

  private static Scenario article(String... overrides) {
    return Scenarios.load("article", List.of(overrides));
  }

  private static Scenario sending(int messages, Scenario scenario) {
    return scenario.with(
        IntStream.rangeClosed(1, messages).mapToObj(i -> MessageSpec.of("m" + i, "3")).toList(),
        List.of());
  }

  @Test
  void of_the_article() {
    RunCost cost =
        RunCost.of(
            article(),
            ARTICLE,
            logged(new Runs(3, 3, 1_000, 1_000 * 2_048), new Runs(2, 2, 500, 500 * 512)));
    // A send of both, three receives, a delete, a forward; two of each in the DLQ; 10 x 60 / 20.
    long requests = 1 + 3 + 1 + 1 + 2 + 2 + 30;
    // One second of 2 GB, and half a second of half a GB.
    assertThat(cost.usage()).isEqualTo(new Usage(0, requests, 5, 2.25, 5_000, 0));
    // 0.2 per million invocations, 0.5 per million FIFO requests, 0.5 per GB of logs.
    assertThat(cost.usage().dollars())
        .isCloseTo(0.000_001 + 2.25 * 0.0000166667 + 0.000_02 + 0.000_002_5, TINY);
    assertThat(cost.sentence())
        .isEqualTo(
            "On AWS this run costs less than $0.01: 5 invocations, 2.3 GB-s, 40 SQS requests, 5 kB of logs (rates of us-east-1, 2026-06-13, free tier left out).");
  }

  @Test
  void up_to_ten_messages_are_sent_received_and_deleted_together() {
    List<Observation> seen = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      seen.add(sent("m" + i, 0));
      seen.add(received("m" + i, 1, "r1", 10));
      seen.add(succeeded("m" + i, 1, "r1", 20));
    }
    seen.add(ended("r1", Ending.OK, 30));
    Scenario scenario =
        sending(
            25,
            Scenarios.load("outage", List.of("mapping.batchSize=50", "mapping.batchingWindow=1s")));
    RunCost cost = RunCost.of(scenario, fold(seen.toArray(Observation[]::new)), consumer(1));
    assertThat(cost.usage().standardRequests()).isEqualTo(3 + 3 + 3);
    assertThat(cost.usage().fifoRequests()).isZero();
  }

  @Test
  void messages_that_are_due_at_different_times_are_sent_one_by_one() {
    Scenario scenario = sending(2, article());
    List<MessageSpec> messages = scenario.messages();
    Scenario apart =
        scenario.with(
            List.of(messages.get(0), messages.get(1).sentAfter(Duration.ofSeconds(1))), List.of());
    assertThat(SqsRequests.sends(scenario)).isEqualTo(1);
    assertThat(SqsRequests.sends(apart)).isEqualTo(2);
  }

  @Test
  void a_receive_that_no_function_logged_is_a_request_too() {
    History throttled =
        fold(all(new Observation[] {sent("m3", 0)}, goodRun("m3", 3, "r1", 60_000)));
    RunCost cost = RunCost.of(sending(1, article()), throttled, consumer(1));
    // A send, one receive that ran and two that did not, a delete; 10 x 60 / 20 that found nothing.
    assertThat(cost.usage().sqsRequests()).isEqualTo(1 + 3 + 1 + 30);
  }

  @Test
  void a_handler_that_sets_the_visibility_of_its_message_makes_a_request_for_it() {
    History twice =
        fold(
            all(
                new Observation[] {sent("m1", 0)},
                failedRun("m1", 1, "r1", 10),
                failedRun("m1", 2, "r2", 1_000)));
    Scenario throwing = sending(1, article());
    Scenario waiting =
        throwing.with(
            List.of(
                throwing.messages().get(0).behaving(Behaviour.parse("fail-with-visibility 1s"))),
            List.of());
    long without = RunCost.of(throwing, twice, consumer(2)).usage().sqsRequests();
    assertThat(RunCost.of(waiting, twice, consumer(2)).usage().sqsRequests())
        .isEqualTo(without + 2);
  }

  @Test
  void the_time_of_an_invocation_without_a_report_is_not_known() {
    RunCost cost =
        RunCost.of(
            article(), ARTICLE, logged(new Runs(3, 2, 10, 5_120), new Runs(2, 2, 10, 5_120)));
    assertThat(cost.usage().invocations()).isEqualTo(5);
    assertThat(cost.notes())
        .containsExactly(
            "No log tells the SQS requests: they are at least so many, 30 long polls that find nothing among them, which AWS does not number.",
            "1 of the invocations have no report, so that their time is left out.");
  }

  @Test
  void a_million_such_messages_cost_in_proportion() {
    RunCost cost = new RunCost(new Usage(1_000_000, 0, 0, 0, 0, 0), 100_000, List.of());
    assertThat(cost.perMillion()).isEqualTo("A million such messages cost about $4.00.");
  }
}
