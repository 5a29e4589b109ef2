package dev.retrylab.harness.local.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The events of one function, in the order they were appended. Thread-safe. */
public final class LogGroup {
  /** A page of events and where the next one starts. */
  record Page(List<LogEvent> events, int next, boolean more) {}

  private final String name;
  private final InstantSource clock;
  private final Runnable onAppend;
  private final List<LogEvent> events = new ArrayList<>();

  LogGroup(String name, InstantSource clock, Runnable onAppend) {
    this.name = name;
    this.clock = clock;
    this.onAppend = onAppend;
  }

  public String name() {
    return name;
  }

  /** Appends an event, stamped with the engine's time. */
  public void append(String logStream, String message) {
    synchronized (events) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      String id = String.format(Locale.ROOT, "%s-%012d", name, events.size());
      events.add(new LogEvent(id, logStream, now, message));
    }
    onAppend.run();
  }

  /** Events of the window (both ends included), from an index on, at most so many. */
  Page page(Instant from, Instant to, int start, int limit) {
    synchronized (events) {
      List<LogEvent> found = new ArrayList<>();
      int index = Math.max(0, start);
      for (; index < events.size() && found.size() < limit; index++) {
        LogEvent event = events.get(index);
        if (!event.timestamp().isBefore(from) && !event.timestamp().isAfter(to)) {
          found.add(event);
        }
      }
      return new Page(found, index, index < events.size());
    }
  }
}
