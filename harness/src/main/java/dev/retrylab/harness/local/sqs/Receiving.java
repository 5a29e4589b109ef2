package dev.retrylab.harness.local.sqs;

/** A receive that may still be waiting. */
@FunctionalInterface
public interface Receiving {
  /** One that has been answered. */
  Receiving OVER = () -> {};

  /**
   * Ends the wait: it is answered with nothing, and takes nothing. Nothing happens if it has been
   * answered.
   */
  void cancel();
}
