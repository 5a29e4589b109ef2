package dev.retrylab.harness.store;

import dev.retrylab.harness.scenario.Shortened;
import java.time.DateTimeException;
import java.time.Instant;

/** A time in a file. */
public final class StoredTime {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private StoredTime() {}

  /** The same as {@link Instant#toString}, in a fraction of its time. */
  public static String text(Instant time) {
    return IsoInstant.text(time);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is none, or so far away that one cannot reckon with
   *     it
   */
  public static Instant parse(String text) {
    try {
      Instant time = IsoInstant.parse(text);
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw new IllegalArgumentException("\"%s\" is no time of a run".formatted(text));
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"%s\" is no time".formatted(Shortened.of(text)), e);
    }
  }
}
