package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import java.util.concurrent.CompletableFuture;

/** Runs a function at most so many times at a time, and throttles what is more. */
public final class ReservedConcurrency implements Invoker {
  private final int places;
  private final Invoker function;
  private int taken;

  private ReservedConcurrency(int places, Invoker function) {
    this.places = places;
    this.function = function;
  }

  /** The function as its configuration lets it run. */
  public static Invoker of(FunctionSpec spec, Invoker function) {
    return spec.reservedConcurrency().isPresent()
        ? new ReservedConcurrency(spec.reservedConcurrency().getAsInt(), function)
        : function;
  }

  @Override
  public CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload) {
    return take()
        ? EngineClock.begin(() -> function.invoke(requestId, payload))
            .whenComplete((result, failure) -> giveBack())
            .toCompletableFuture()
        : CompletableFuture.completedFuture(new Throttled(places));
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
