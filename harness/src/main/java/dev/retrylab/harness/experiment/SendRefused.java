package dev.retrylab.harness.experiment;

/** The queue refused a message; the message says which and why. */
public final class SendRefused extends RuntimeException {
  SendRefused(String message) {
    super(message);
  }
}
