package dev.retrylab.harness.observe;

/** Lets requests to a log group through one by one, not faster than is allowed. */
@FunctionalInterface
public interface Turnstile {

  /** Waits until the next request to the group may be made. */
  void pass(String logGroup);

  /** One that lets everything through. */
  static Turnstile open() {
    return logGroup -> {};
  }
}
