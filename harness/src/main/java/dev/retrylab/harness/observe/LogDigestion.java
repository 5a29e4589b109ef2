package dev.retrylab.harness.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes in log events one after the other, and keeps of them what is evidence. */
public final class LogDigestion {
  private final LogInterpreter interpreter;
  private final List<Reading> readings = new ArrayList<>();
  private int events;
  private Duration longestLag = Duration.ZERO;

  public LogDigestion(LogInterpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Takes in one event; each is to come once. */
  public void add(Reading reading, Duration lag) {
    events++;
    longestLag = lag.compareTo(longestLag) > 0 ? lag : longestLag;
    if (!(reading instanceof Reading.Nothing)) {
      readings.add(reading);
    }
  }

  /** What they say together; to be asked once. */
  public LogDigest end() {
    return new LogDigest(interpreter.conclude(readings), events, longestLag);
  }
}
