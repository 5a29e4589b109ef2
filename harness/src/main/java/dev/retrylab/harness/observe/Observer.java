package dev.retrylab.harness.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps every log event of a run, once each. Each poll reads the whole window again: events come
 * late and out of order, so a cursor would lose some.
 */
public final class Observer {
  /** How far before the run's start the window begins, for clocks that differ. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final LogSource source;
  private final Instant from;
  private final Consumer<LogLine> sink;
  private final Map<String, LogLine> byId = new LinkedHashMap<>();
  private int equalPolls;

  /**
   * Observes a run.
   *
   * @param start when the run began
   * @param sink gets each new event once, before anything is concluded from it
   */
  public Observer(LogSource source, Instant start, Consumer<LogLine> sink) {
    this.source = source;
    this.from = start.minus(MARGIN);
    this.sink = sink;
  }

  /** Takes events that an earlier process of the same run has kept already. */
  public void remember(Collection<LogLine> lines) {
    lines.forEach(line -> byId.putIfAbsent(line.eventId(), line));
  }

  /** Reads the window once. */
  public void poll() {
    int before = byId.size();
    for (LogLine line : source.read(from)) {
      if (byId.putIfAbsent(line.eventId(), line) == null) {
        sink.accept(line);
      }
    }
    equalPolls = byId.size() == before ? equalPolls + 1 : 1;
  }

  /** All events so far. */
  public Collection<LogLine> lines() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** How many polls in a row, the last one included, saw the same events. */
  public int equalPolls() {
    return equalPolls;
  }

  /** The longest time that an event of the run took to become readable. */
  public Duration longestLag() {
    return byId.values().stream()
        .map(LogLine::lag)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
