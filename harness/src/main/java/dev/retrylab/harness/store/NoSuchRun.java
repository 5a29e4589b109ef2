package dev.retrylab.harness.store;

/** A run that was asked for is not there, or cannot be read; the message says what to do. */
public final class NoSuchRun extends RuntimeException {
  public NoSuchRun(String message) {
    super(message);
  }
}
