package dev.retrylab.harness.observe;

import dev.retrylab.harness.observe.LoggedUsage.Runs;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes in log events one after the other, and keeps of them what is evidence: each is read once,
 * however often one asks what is known by then.
 */
public final class LogEvidenceReader {
  /** What PutLogEvents adds to the text of each event. */
  private static final int EVENT_OVERHEAD = 26;

  private final LogLineReader reader = new LogLineReader();
  private final List<Observation> told = new ArrayList<>();
  private final StackTraceOwners traces = new StackTraceOwners();
  private final Map<FunctionRole, Runs> runs = new EnumMap<>(FunctionRole.class);
  private long bytes;
  private int events;
  private Duration longestLag = Duration.ZERO;

  /** Takes in one event; each is to come once. */
  public void add(LogLine line) {
    events++;
    bytes += line.message().getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD;
    Duration lag = line.lag();
    longestLag = lag.compareTo(longestLag) > 0 ? lag : longestLag;
    for (Reading reading : reader.read(line)) {
      if (reading instanceof Reading.Told one) {
        told.add(one.observation());
        traces.told(line, one.observation());
        if (one.observation() instanceof InvocationStarted) {
          runs.merge(line.function(), Runs.ONE_BEGUN, Runs::plus);
        }
      } else if (reading instanceof Reading.Thrown thrown) {
        traces.thrown(line, thrown);
      } else if (reading instanceof Reading.Billed report) {
        runs.merge(line.function(), Runs.reported(report.time()), Runs::plus);
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
    return new LogEvidence(observations, events, longestLag, new LoggedUsage(runs, bytes));
  }
}
