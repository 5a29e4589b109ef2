package dev.retrylab.harness.report;

import static dev.retrylab.harness.expect.prediction.IntRange.exactly;
import static dev.retrylab.harness.judge.Articles.*;
import static dev.retrylab.harness.judge.Expected.*;
import static dev.retrylab.harness.timeline.fold.Story.*;

import dev.retrylab.harness.cost.RunCost;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.observe.LoggedUsage.Runs;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.StackTrace;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reports of runs written by hand. */
public final class Reports {

  public static final String DIRECTORY = "runs/article/20261121T212404Z-3f9a";

  private static final List<String> BOTH = List.of("documented", "async-retries-apply");

  private Reports() {}

  public static RunReport article() {
    return of(history(), watchedUntil(61_200), List.of(documented(), asyncRetriesApply()));
  }

  /** A batch of both messages, which m2 poisons: m1 is forwarded by each run and redriven too. */
  public static RunReport poisonedBatch() {
    Scenario batch =
        scenario(new MappingSettings(10, Duration.ZERO, false), List.of("m1", "m2"), BOTH);
    return of(
        batch,
        fold(
            all(
                new Observation[] {sent("m1", 0), sent("m2", 0)},
                poisonedRun(1, "r1", 20),
                copy("m1", "r1", "d1", 60),
                poisonedRun(2, "r2", 30_040),
                copy("m1", "r2", "d2", 30_090),
                redriven("m1", 3, "d3", 60_050),
                redriven("m2", 3, "d4", 60_060))),
        watchedUntil(61_210),
        Hypotheses.predictAll(batch));
  }

  private static Observation[] poisonedRun(int count, String request, long at) {
    return new Observation[] {
      received("m1", count, request, at),
      received("m2", count, request, at),
      forwarded("m1", count, request, at + 6),
      failed("m2", count, request, at + 8),
      ended(request, Ending.ERROR, at + 10)
    };
  }

  /** A batch of both messages, with item failures: m2 fails, and m3 is given back unprocessed. */
  public static RunReport givenBack() {
    Scenario batch =
        scenario(
            new MappingSettings(10, Duration.ZERO, /* reportBatchItemFailures= */ true),
            List.of("m2", "m3"),
            List.of("documented"));
    return of(
        batch,
        TimelineFold.ofMessages(RUN_ID, OptionalInt.of(2), /* itemFailures= */ true)
            .fold(
                List.of(
                    all(
                        new Observation[] {sent("m2", 0), sent("m3", 0)},
                        stoppedRun(1, "r1", 20),
                        stoppedRun(2, "r2", 30_040),
                        redriven("m2", 3, "d1", 60_050),
                        redriven("m3", 3, "d2", 60_060)))),
        watchedUntil(61_210),
        Hypotheses.predictAll(batch));
  }

  private static Observation[] stoppedRun(int count, String request, long at) {
    return new Observation[] {
      received("m2", count, request, 1, at),
      received("m3", count, request, 2, at),
      failed("m2", count, request, at + 4),
      unprocessed("m3", count, request, at + 4),
      ended(request, Ending.OK, at + 8)
    };
  }

  /** The deadline came while m2 was still hidden after its first run, which timed out. */
  public static RunReport cutShort() {
    return of(
        fold(
            all(
                new Observation[] {sent("m1", 0), sent("m2", 0)},
                forwardedRun("m1", 1, "r1", 20),
                copy("m1", "r1", "d1", 60),
                new Observation[] {
                  received("m2", 1, "r2", 30), ended("r2", Ending.TIMED_OUT, 5_030)
                })),
        gaveUpAt(20_000, "m2: neither deleted nor dead-lettered yet (1 receive seen)"),
        List.of(documented(), asyncRetriesApply()));
  }

  /**
   * The logs tell that each run ended, and not how: m1 was handled, and something was thrown behind
   * it; of m2 there is no outcome.
   */
  public static RunReport endsUnknown() {
    return of(
        fold(
            all(
                new Observation[] {
                  sent("m1", 0),
                  sent("m2", 0),
                  received("m1", 1, "r1", 20),
                  succeeded("m1", 1, "r1", 24),
                  new StackTrace(
                      FunctionRole.CONSUMER, "r1", Optional.empty(), /* uncaught= */ false, at(26)),
                  ended("r1", Ending.UNKNOWN, 28),
                  received("m2", 1, "r2", 30),
                  ended("r2", Ending.UNKNOWN, 38),
                  received("m2", 2, "r3", 30_040),
                  ended("r3", Ending.UNKNOWN, 30_048)
                },
                redriven("m2", 3, "d1", 60_050))),
        watchedUntil(61_200),
        List.of(documented(), asyncRetriesApply()));
  }

  /** The article under every hypothesis that is known. */
  public static RunReport allHypotheses() {
    Scenario scenario =
        scenario(new MappingSettings(1, Duration.ZERO, false), List.of("m1", "m2"), List.of());
    return of(scenario, history(), watchedUntil(61_200), Hypotheses.predictAll(scenario));
  }

  /**
   * 5,000 messages that succeed, but for seven that always fail and one that ran once too often.
   */
  public static RunReport many() {
    List<String> keys = IntStream.rangeClosed(1, 5_000).mapToObj(i -> "m" + i).toList();
    List<Observation> observations = new ArrayList<>();
    for (String key : keys) {
      int number = Integer.parseInt(key.substring(1));
      observations.add(sent(key, number));
      observations.addAll(
          List.of(
              number <= 7
                  ? all(
                      failedRun(key, 1, "a" + key, number + 20),
                      failedRun(key, 2, "b" + key, number + 30_030),
                      redriven(key, 3, "c" + key, number + 60_040))
                  : number == 4_000
                      ? all(
                          goodRun(key, 1, "a" + key, number + 20),
                          goodRun(key, 2, "b" + key, number + 30_030))
                      : goodRun(key, 1, "a" + key, number + 20)));
    }
    Scenario scenario =
        failing(7, scenario(new MappingSettings(1, Duration.ZERO, false), keys, BOTH));
    MessagePrediction fails = fails(exactly(2), List.of());
    MessagePrediction succeeds = succeeds();
    Map<String, MessagePrediction> expected = new LinkedHashMap<>();
    keys.forEach(
        key -> expected.put(key, Integer.parseInt(key.substring(1)) <= 7 ? fails : succeeds));
    Prediction documented =
        new Prediction("documented", "The claim of documented.", expected, List.of());
    return of(
        scenario,
        TimelineFold.ofMessages(RUN_ID, OptionalInt.of(2), false).fold(observations),
        watchedUntil(80_000),
        List.of(documented));
  }

  /** The first messages of a scenario always fail. */
  private static Scenario failing(int first, Scenario scenario) {
    List<MessageSpec> messages = new ArrayList<>(scenario.messages());
    messages.subList(0, first).replaceAll(one -> one.behaving(new Behaviour.Throw()));
    return scenario.with(messages, scenario.steps());
  }

  public static RunReport of(History history, Evidence evidence, List<Prediction> predictions) {
    return of(
        scenario(new MappingSettings(1, Duration.ZERO, false), List.of("m1", "m2"), BOTH),
        history,
        evidence,
        predictions);
  }

  private static RunReport of(
      Scenario scenario, History history, Evidence evidence, List<Prediction> predictions) {
    return new RunReport(
        scenario,
        "local",
        ClockKind.VIRTUAL,
        history,
        predictions,
        evidence,
        new Judge().judge(history, predictions, evidence),
        RunCost.of(scenario, history, logged(history)),
        DIRECTORY);
  }

  /** An invocation for each receive, of 200 ms; a kilobyte for each message. */
  private static LoggedUsage logged(History history) {
    long receives = history.messages().stream().mapToLong(MessageHistory::receives).sum();
    long copies = history.messages().stream().mapToLong(MessageHistory::dlqCopies).sum();
    return new LoggedUsage(
        Map.of(
            FunctionRole.CONSUMER,
                new Runs(receives, receives, 200 * receives, 200 * 1769 * receives),
            FunctionRole.DLQ_CONSUMER, new Runs(copies, copies, 200 * copies, 200 * 512 * copies)),
        1_000L * history.messages().size());
  }

  private static Scenario scenario(
      MappingSettings mapping, List<String> keys, List<String> hypotheses) {
    return new Scenario(
        "article",
        "FIFO queue, maxReceiveCount 2, asynchronous retry attempts 1",
        QueueSettings.defaults(),
        mapping,
        new FunctionSettings(Duration.ofSeconds(5), 1, Duration.ofHours(6)),
        keys.stream().map(key -> MessageSpec.of(key, key.substring(1))).toList(),
        hypotheses);
  }
}
