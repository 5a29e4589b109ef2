package dev.retrylab.harness.scenario.text;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Numbers that are drawn by a text: always the same for the same, and spread evenly over many. */
public final class Draw {
  private Draw() {}

  /**
   * The CRC-32 of the text.
   *
   * @param choices at least 1
   * @return from 0, below {@code choices}
   */
  public static long by(String text, long choices) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % choices;
  }
}
