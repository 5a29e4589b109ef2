package dev.retrylab.harness.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Path;

/** A run that was asked for is not there, or cannot be read; the message says what to do. */
public final class NoSuchRun extends RuntimeException {
  public NoSuchRun(String message) {
    super(message);
  }

  /** A file of the run is missing, or no JSON: in one line, without the parser's place in it. */
  static NoSuchRun unreadable(Path file, IOException cause) {
    String reason =
        cause instanceof JacksonException json ? json.getOriginalMessage() : cause.getMessage();
    return new NoSuchRun("Cannot read %s: %s.".formatted(file, reason));
  }
}
