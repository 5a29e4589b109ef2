package dev.retrylab.harness.local.sqs.queue;

/** A receive that may still be waiting. */
@FunctionalInterface
public interface PendingReceive {
  /** One that has been answered. */
  PendingReceive OVER = () -> {};

  /**
   * Ends the wait: it is answered with nothing, and takes nothing. Nothing happens if it has been
   * answered.
   */
  void cancel();
}
