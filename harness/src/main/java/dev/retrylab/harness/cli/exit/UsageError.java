package dev.retrylab.harness.cli.exit;

/** Something the user can mend; the message says what and how. */
public final class UsageError extends RuntimeException {
  public UsageError(String message) {
    super(message);
  }
}
