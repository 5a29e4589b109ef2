package dev.retrylab.harness.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines of a file, as bytes: a kill may have torn one in the middle of a character. None is
 * longer than a limit, so that a file that is not what this program wrote does not fill the memory.
 */
final class BoundedLines implements AutoCloseable {
  /** Bytes. A log event has 1 MiB at most, and JSON makes six bytes of one at worst. */
  static final int LONGEST = 16 * 1024 * 1024;

  private final InputStream in;

  private BoundedLines(InputStream in) {
    this.in = in;
  }

  static BoundedLines of(Path file) throws IOException {
    return new BoundedLines(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /**
   * The next line, without its end; empty after the last one.
   *
   * @throws IOException also where the line is too long
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() == LONGEST) {
        throw new IOException("a line is longer than %d bytes".formatted(LONGEST));
      }
      line.write(read);
    }
    return Optional.of(line.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
