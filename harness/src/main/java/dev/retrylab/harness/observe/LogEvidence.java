package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.List;

/**
 * What there is to know of all log events of a run, without their text.
 *
 * @param observations in no particular order
 * @param events how many log events there are, those that say nothing included
 * @param longestLag the longest time that one took to become readable
 */
public record LogEvidence(
    List<Observation> observations, int events, Duration longestLag, LoggedUsage usage) {

  /** The same when the observations have served: a million of them fill the memory. */
  public LogEvidence withoutObservations() {
    return new LogEvidence(List.of(), events, longestLag, usage);
  }
}
