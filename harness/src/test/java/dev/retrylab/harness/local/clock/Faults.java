package dev.retrylab.harness.local.clock;

import java.util.Optional;

/**
 * Lets one call between the engine's rooms throw: the one with the number that it was given. All
 * others are counted only.
 */
public final class Faults {
  /** What the call throws where it is to be an exception. */
  public static final class InjectedException extends RuntimeException {
    InjectedException(String call) {
      super("injected in " + call);
    }
  }

  /** What the call throws where it is to be an error. */
  public static final class InjectedError extends Error {
    InjectedError(String call) {
      super("injected in " + call);
    }
  }

  private final long number;
  private final boolean error;
  private long calls;
  private boolean on;
  private Optional<Throwable> thrown = Optional.empty();

  /**
   * @param number which call throws, from 1; 0 for none
   * @param error whether it throws an Error
   */
  public Faults(long number, boolean error) {
    this.number = number;
    this.error = error;
  }

  /** From now on calls are counted; what is set up before never fails. */
  public void begin() {
    on = true;
  }

  /** From now on no call throws. */
  public void end() {
    on = false;
  }

  /** Counts a call, and throws if it is the one. */
  public void call(String what) {
    if (on && ++calls == number) {
      fail(what);
    }
  }

  private void fail(String what) {
    if (error) {
      InjectedError fault = new InjectedError(what);
      thrown = Optional.of(fault);
      throw fault;
    }
    InjectedException fault = new InjectedException(what);
    thrown = Optional.of(fault);
    throw fault;
  }

  /** How many calls there were. */
  public long calls() {
    return calls;
  }

  /** What was thrown, once the call was made. */
  public Optional<Throwable> thrown() {
    return thrown;
  }
}
