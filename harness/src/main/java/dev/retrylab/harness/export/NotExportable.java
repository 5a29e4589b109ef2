package dev.retrylab.harness.export;

/** A run cannot be exported; the message says why and what to do. */
public final class NotExportable extends RuntimeException {
  NotExportable(String message) {
    super(message);
  }
}
