package dev.retrylab.harness.observe;

import dev.retrylab.harness.observe.LogSource.LogsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands on every log event of a run, once each. Each poll reads the whole window again: events come
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
  private final Consumer<List<LogLine>> sink;
  private final Set<String> ids = new HashSet<>();
  private int equalPolls;
  private Instant newestIngestion = Instant.MIN;
  private boolean readable = true;
  private boolean readAllNext;
  private boolean readAll = true;

  /**
   * Observes a run.
   *
   * @param start when the run began
   * @param sink gets the new events of each page
   */
  public Observer(LogSource source, Instant start, Consumer<List<LogLine>> sink) {
    this.source = source;
    this.from = start.minus(MARGIN);
    this.sink = sink;
  }

  /** Takes an event that an earlier process of the same run has handed on already. */
  public void remember(LogLine line) {
    newestIngestion = later(newestIngestion, line.ingestionTime());
    ids.add(line.eventId());
  }

  /**
   * Reads the window once.
   *
   * @return whether it could be read; where the service cannot answer for now, nothing is concluded
   *     from what it did not say
   */
  public boolean poll() {
    int before = ids.size();
    boolean all = readAllNext || before <= LARGE;
    try {
      newestIngestion = read(all ? from : newestIngestion.minus(LATEST_INGESTION));
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
    equalPolls = ids.size() == before ? equalPolls + 1 : 1;
    readAll = all;
    readAllNext = false;
    return true;
  }

  /** Gives the time of the newest ingestion, which counts once all pages are read. */
  private Instant read(Instant since) {
    AtomicReference<Instant> newest = new AtomicReference<>(newestIngestion);
    source.read(
        since,
        page -> {
          List<LogLine> fresh = page.stream().filter(line -> ids.add(line.eventId())).toList();
          fresh.forEach(line -> newest.accumulateAndGet(line.ingestionTime(), Observer::later));
          if (!fresh.isEmpty()) {
            sink.accept(fresh);
          }
        });
    return newest.get();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Whether the latest poll read the whole window, and not only its end. */
  public boolean hasReadAll() {
    return readAll;
  }

  /** Makes the next poll read the whole window. */
  public void readAllNext() {
    readAllNext = true;
  }

  /** How many events there are so far. */
  public int events() {
    return ids.size();
  }

  /** How many polls in a row, the last one included, saw the same events. */
  public int equalPolls() {
    return equalPolls;
  }
}
