package dev.retrylab.harness.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a file of any size, one after the other, as bytes: a kill may have torn one in the
 * middle of a character. None is longer than a limit, so that a file that is not what this program
 * wrote does not fill the memory.
 */
final class BoundedLines implements AutoCloseable {
  /** Bytes. A log event has 1 MiB at most, and JSON makes six bytes of one at worst. */
  static final int LONGEST = 16 * 1024 * 1024;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private byte[] buffer;
  private int filled;
  private int start;
  private int end;
  private int next;

  private BoundedLines(InputStream in, int buffer) {
    this.in = in;
    this.buffer = new byte[buffer];
  }

  static BoundedLines of(Path file) throws IOException {
    return of(file, BUFFER);
  }

  /**
   * @param buffer bytes that are read at a time at first; it grows with the longest line
   */
  static BoundedLines of(Path file, int buffer) throws IOException {
    return new BoundedLines(Files.newInputStream(file), buffer);
  }

  /**
   * Goes to the next line; false after the last one, which need not be ended.
   *
   * @throws IOException also where the line is too long
   */
  boolean next() throws IOException {
    start = next;
    int looked = start;
    while (true) {
      for (int i = looked; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i;
          next = i + 1;
          return true;
        }
      }
      int known = filled - start;
      if (!fill()) {
        end = filled;
        next = filled;
        return end > start;
      }
      looked = start + known;
    }
  }

  /** Reads more of the line that has begun, which may be moved; false at the end of the file. */
  private boolean fill() throws IOException {
    int known = filled - start;
    if (known > LONGEST) {
      throw new IOException("a line is longer than %d bytes".formatted(LONGEST));
    }
    System.arraycopy(buffer, start, buffer, 0, known);
    start = 0;
    filled = known;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(read, 0);
    return read >= 0;
  }

  /** Where the line is, from {@link #offset}; until the next one is gone to. */
  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return start;
  }

  /** Of the line, without its end. */
  int length() {
    return end - start;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
