package dev.retrylab.harness.store;

import java.time.Instant;
import java.util.Optional;

/**
 * watch.json: how far the log of a run has been read.
 *
 * @param watchedUntil when the last poll began, on the clock of the run
 * @param logEvents how many events there were by then
 * @param equalPolls how many polls in a row saw the same events
 */
public record Watermark(Instant watchedUntil, int logEvents, int equalPolls) {
  /** So many polls in a row must see the same events: logs may come late and out of order. */
  private static final int EQUAL_POLLS = 3;

  /** Whether the log holds still. */
  public boolean still() {
    return equalPolls >= EQUAL_POLLS;
  }

  /** Replaces watch.json. */
  public void write(RunDirectory directory) {
    directory.write(RunFile.WATCH, this);
  }

  /** Reads watch.json; empty where no poll has ended yet. */
  public static Optional<Watermark> read(RunDirectory directory) {
    return directory.has(RunFile.WATCH)
        ? Optional.of(directory.read(RunFile.WATCH, Watermark.class))
        : Optional.empty();
  }
}
