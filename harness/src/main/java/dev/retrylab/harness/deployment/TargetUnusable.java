package dev.retrylab.harness.deployment;

/** A target cannot be used as it is; the message says what is wrong and what to do. */
public final class TargetUnusable extends RuntimeException {
  public TargetUnusable(String message) {
    super(message);
  }
}
