package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in log events one after the other, and keeps of them what is evidence: each is read once,
 * however often one asks what is known by then.
 */
public final class LogEvidenceReader {
  private final LogLineReader reader = new LogLineReader();
  private final List<Observation> told = new ArrayList<>();
  private final StackTraceOwners traces = new StackTraceOwners();
  private int events;
  private Duration longestLag = Duration.ZERO;

  /** Takes in one event; each is to come once. */
  public void add(LogLine line) {
    events++;
    Duration lag = line.lag();
    longestLag = lag.compareTo(longestLag) > 0 ? lag : longestLag;
    for (Reading reading : reader.read(line)) {
      if (reading instanceof Reading.Told one) {
        told.add(one.observation());
        traces.told(line, one.observation());
      } else if (reading instanceof Reading.Thrown thrown) {
        traces.thrown(line, thrown);
      }
    }
  }

  /** How many it has taken in. */
  public int events() {
    return events;
  }

  /** What they say together. */
  public LogEvidence digest() {
    List<Observation> observations = new ArrayList<>(told);
    observations.addAll(traces.traces());
    return new LogEvidence(observations, events, longestLag);
  }
}
