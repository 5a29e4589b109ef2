package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled.Limit;
import java.util.concurrent.CompletableFuture;

/**
 * How many runs there may be at a time: of one function that has concurrency reserved, or of all
 * the others of an account together. One more is throttled. What is reserved for a function is
 * taken from what the account has for the others (lambda-concurrency).
 */
public final class Concurrency {
  /** Of an account in a region, unless AWS has granted another (gettingstarted-limits). */
  public static final int OF_AN_ACCOUNT = 1_000;

  private final Limit limit;
  private int places;
  private int taken;

  private Concurrency(Limit limit, int places) {
    this.limit = limit;
    this.places = places;
  }

  /** Of an account, from 0. */
  public static Concurrency ofAccount(int places) {
    return new Concurrency(Limit.ACCOUNT, places);
  }

  /** Sets how many there are for the functions that have none reserved; what runs goes on. */
  public synchronized void change(int places) {
    this.places = places;
  }

  /** How many there are for the functions that have none reserved. */
  synchronized int places() {
    return places;
  }

  /**
   * The function as it may run: in places of its own if it has them reserved, else in those that it
   * shares.
   */
  public Invoker limit(FunctionSpec spec, Invoker function) {
    if (spec.reservedConcurrency().isEmpty()) {
      return (requestId, payload) -> invoke(function, requestId, payload);
    }
    int reserved = spec.reservedConcurrency().getAsInt();
    takeAway(reserved);
    Concurrency own = new Concurrency(Limit.FUNCTION, reserved);
    return (requestId, payload) -> own.invoke(function, requestId, payload);
  }

  private synchronized void takeAway(int reserved) {
    places -= reserved;
  }

  private CompletableFuture<InvocationResult> invoke(
      Invoker function, String requestId, byte[] payload) {
    return take()
        ? EngineClock.begin(() -> function.invoke(requestId, payload))
            .whenComplete((result, failure) -> giveBack())
            .toCompletableFuture()
        : CompletableFuture.completedFuture(new Throttled(limit, places()));
  }

  private synchronized boolean take() {
    boolean free = taken < places;
    taken += free ? 1 : 0;
    return free;
  }

  private synchronized void giveBack() {
    taken--;
  }
}
