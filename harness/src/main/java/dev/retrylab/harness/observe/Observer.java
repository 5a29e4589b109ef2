package dev.retrylab.harness.observe;

import dev.retrylab.harness.observe.LogSource.LogsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps every log event of a run, once each. Each poll reads the whole window again: events come
 * late and out of order, so a cursor would lose some.
 *
 * <p>Above 10,000 events, which is what one page holds, a poll reads only from 5 minutes before the
 * newest ingestion, and the whole window once more at the end ({@link #readAllNext}). CloudWatch
 * Logs Insights would be one query, but is billed by the bytes scanned, returns at most 10,000
 * rows, and has ingestion lags of its own; the window costs nothing and loses nothing.
 */
public final class Observer {
  /** How far before the run's start the window begins, for clocks that differ. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** So many events fit into one page; above, a poll reads only the end of the window. */
  public static final int LARGE = 10_000;

  /** How late an event may be; three minutes have been seen. */
  private static final Duration LATEST_INGESTION = Duration.ofMinutes(5);

  private static final Logger LOG = Logger.getLogger(Observer.class.getName());

  private final LogSource source;
  private final Instant from;
  private final Consumer<LogLine> sink;
  private final Map<String, LogLine> byId = new LinkedHashMap<>();
  private int equalPolls;
  private Instant newestIngestion = Instant.MIN;
  private boolean readable = true;
  private boolean readAllNext;
  private boolean readAll = true;

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
    lines.forEach(this::keep);
  }

  private boolean keep(LogLine line) {
    if (line.ingestionTime().isAfter(newestIngestion)) {
      newestIngestion = line.ingestionTime();
    }
    return byId.putIfAbsent(line.eventId(), line) == null;
  }

  /**
   * Reads the window once.
   *
   * @return whether it could be read; where the service cannot answer for now, nothing is concluded
   *     from what it did not say
   */
  public boolean poll() {
    int before = byId.size();
    boolean all = readAllNext || before <= LARGE;
    try {
      for (LogLine line : source.read(all ? from : newestIngestion.minus(LATEST_INGESTION))) {
        if (keep(line)) {
          sink.accept(line);
        }
      }
    } catch (LogsUnavailable e) {
      if (readable) {
        LOG.log(Level.INFO, e.getMessage());
      }
      readable = false;
      equalPolls = 0;
      return false;
    }
    if (!readable) {
      LOG.log(Level.INFO, "The log can be read again.");
    }
    readable = true;
    equalPolls = byId.size() == before ? equalPolls + 1 : 1;
    readAll = all;
    readAllNext = false;
    return true;
  }

  /** Whether the latest poll read the whole window, and not only its end. */
  public boolean hasReadAll() {
    return readAll;
  }

  /** Makes the next poll read the whole window. */
  public void readAllNext() {
    readAllNext = true;
  }

  /** All events so far, in the order in which they were first seen. */
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
