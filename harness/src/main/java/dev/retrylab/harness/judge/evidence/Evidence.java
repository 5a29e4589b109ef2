package dev.retrylab.harness.judge.evidence;

import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the facts were gathered.
 *
 * @param complete whether {@code Watch} called the watch done and the log then held still
 * @param waitedFor what was still missing at the end, one sentence each
 * @param watchedUntil the time up to which the log was read, on the clock of the run
 * @param logEvents how many log events were read
 * @param rollingWindow whether there were so many that only the last poll read all of them
 * @param ingestionLag the longest time from a log event to its appearance in the log; the same
 *     value that the last {@code Watch.assess} was given
 * @param drift settings that are deployed otherwise than the scenario says
 * @param failures what failed inside the lab itself: where there is any, nothing is decided
 * @param unexplainedRuns invocations of the consumer of which nobody knows what they had: where
 *     there are any, nothing is known not to have happened
 */
public record Evidence(
    boolean complete,
    List<String> waitedFor,
    Instant watchedUntil,
    int logEvents,
    boolean rollingWindow,
    Duration ingestionLag,
    Conditions conditions,
    List<EvidenceFinding.SettingsDrift> drift,
    List<LabFailure> failures,
    int unexplainedRuns) {

  public Evidence {
    waitedFor = List.copyOf(waitedFor);
    drift = List.copyOf(drift);
    failures = List.copyOf(failures);
  }

  /** What there is of it while a run is still watched, with the log read up to a time. */
  public static Evidence soFar(Instant now, Duration ingestionLag, Conditions conditions) {
    return new Evidence(
        /* complete= */ false,
        List.of(),
        now,
        /* logEvents= */ 0,
        /* rollingWindow= */ false,
        ingestionLag,
        conditions,
        List.of(),
        List.of(),
        /* unexplainedRuns= */ 0);
  }

  /** Whether a setting that the scenario is about is deployed otherwise. */
  public boolean testedSettingDiffers() {
    return drift.stream().anyMatch(EvidenceFinding.SettingsDrift::about);
  }

  /**
   * Whether something that was due at this time would have been seen by now, had it happened: slack
   * and the ingestion lag have passed since.
   */
  public boolean wouldHaveSeen(Instant due) {
    return !watchedUntil.isBefore(seenBy(due, conditions, ingestionLag));
  }

  /** By when the log must have been read, to have what happened at a time. */
  public static Instant seenBy(Instant due, Conditions conditions, Duration ingestionLag) {
    return due.plus(conditions.slack()).plus(ingestionLag);
  }

  /** The time until which the log was read, as an offset from the given time. */
  public String watchedUntil(Instant since) {
    return TimeText.offset(Duration.between(since, watchedUntil));
  }
}
