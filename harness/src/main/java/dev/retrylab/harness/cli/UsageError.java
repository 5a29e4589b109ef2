package dev.retrylab.harness.cli;

/** Something the user can mend; the message says what and how. */
final class UsageError extends RuntimeException {
  UsageError(String message) {
    super(message);
  }
}
