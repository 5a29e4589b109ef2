package dev.retrylab.harness.judge;

import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.copy;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.forwardedRun;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;

import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The reference experiment as it goes by the documented rules, and evidence about it. */
public final class Articles {

  public static final Conditions CONDITIONS =
      conditions(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(500), true, true);
  public static final Duration LAG = Duration.ofMillis(200);

  private Articles() {}

  public static Observation[] observed() {
    return all(
        new Observation[] {sent("m1", 0), sent("m2", 0)},
        forwardedRun("m1", 1, "r1", 20),
        copy("m1", "r1", "d1", 60),
        failedRun("m2", 1, "r2", 30),
        failedRun("m2", 2, "r3", 30_040),
        redriven("m2", 3, "d2", 60_050));
  }

  public static History history() {
    return fold(observed());
  }

  /** What a target allows for that keeps messages as long as any, with a DLQ consumer. */
  public static Conditions conditions(
      Duration visibilityTimeout,
      Duration slack,
      Duration clockSkew,
      boolean dlqReceiveCountSettled,
      boolean exactlyOnce) {
    return conditions(
        visibilityTimeout,
        slack,
        clockSkew,
        dlqReceiveCountSettled,
        exactlyOnce,
        Duration.ofDays(14));
  }

  /** The same with another retention. */
  public static Conditions conditions(
      Duration visibilityTimeout,
      Duration slack,
      Duration clockSkew,
      boolean dlqReceiveCountSettled,
      boolean exactlyOnce,
      Duration retention) {
    return new Conditions(
        visibilityTimeout,
        visibilityTimeout,
        slack,
        clockSkew,
        dlqReceiveCountSettled,
        exactlyOnce,
        retention,
        /* dlqReceived= */ true,
        /* batchingWindow= */ Duration.ZERO);
  }

  /** Of a run in which nothing failed inside the lab, and all invocations are accounted for. */
  public static Evidence evidence(
      boolean complete,
      List<String> waitedFor,
      Instant watchedUntil,
      int logEvents,
      boolean rollingWindow,
      Duration ingestionLag,
      Conditions conditions,
      List<EvidenceFinding.SettingsDrift> drift) {
    return new Evidence(
        complete,
        waitedFor,
        watchedUntil,
        logEvents,
        rollingWindow,
        ingestionLag,
        conditions,
        drift,
        List.of(),
        /* unexplainedRuns= */ 0);
  }

  /** All was found, and the log read until this many milliseconds after the start. */
  public static Evidence watchedUntil(long millis) {
    return watchedUntil(millis, CONDITIONS);
  }

  public static Evidence watchedUntil(long millis, Conditions conditions) {
    return evidence(true, List.of(), at(millis), 24, false, LAG, conditions, List.of());
  }

  /** The deadline came first. */
  public static Evidence gaveUpAt(long millis, String... waitedFor) {
    return evidence(false, List.of(waitedFor), at(millis), 24, false, LAG, CONDITIONS, List.of());
  }
}
