package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in log events one after the other, and keeps of them what is evidence: each is read once,
 * however often one asks what is known by then.
 */
public final class LogDigestion {
  private final LogInterpreter interpreter;
  private final LineReader reader = new LineReader();
  private final List<Observation> journal = new ArrayList<>();
  private final List<Reading.Ended> ends = new ArrayList<>();
  private int events;
  private Duration longestLag = Duration.ZERO;

  public LogDigestion(LogInterpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Takes in one event; each is to come once. */
  public void add(LogEntry line) {
    events++;
    Duration lag = line.lag();
    longestLag = lag.compareTo(longestLag) > 0 ? lag : longestLag;
    Reading reading = reader.read(line);
    if (reading instanceof Reading.Journal journalLine) {
      journal.add(journalLine.observation());
    } else if (reading instanceof Reading.Ended end) {
      ends.add(end);
    }
  }

  /** How many it has taken in. */
  public int events() {
    return events;
  }

  /** What they say together. */
  public LogDigest digest() {
    return new LogDigest(interpreter.conclude(journal, ends), events, longestLag);
  }
}
