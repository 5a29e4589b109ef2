package dev.retrylab.harness.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names a run in every message body and journal line, so that two runs never mix. */
public record RunId(String text) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** An id that nobody else has: the time, and four random hexadecimal digits. */
  public static RunId at(Instant now) {
    int random = ThreadLocalRandom.current().nextInt(0x10000);
    return new RunId(UTC.format(now) + String.format(Locale.ROOT, "-%04x", random));
  }
}
