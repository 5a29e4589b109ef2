package dev.retrylab.harness.store;

import dev.retrylab.harness.scenario.text.Shortened;
import java.time.DateTimeException;
import java.time.Instant;

/** A time in a file of a run, as {@link Instant#toString} writes it. */
public final class StoredTime {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private StoredTime() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is no time, or one outside of the years 1970 to 9999,
   *     with which sums could overflow
   */
  public static Instant parse(String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
        throw new IllegalArgumentException("\"%s\" is no time of a run".formatted(text));
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"%s\" is no time".formatted(Shortened.of(text)), e);
    }
  }
}
