package dev.retrylab.harness.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Something that runs a function once, synchronously for whoever waits for the result. */
@FunctionalInterface
public interface Invoker {

  /**
   * Runs the function. The caller holds the clock until the result is there; callbacks of the
   * result must not block.
   *
   * @param requestId given by the caller, since all attempts of one asynchronous event share theirs
   */
  CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload);

  /** Runs the function under a request id of its own. */
  default CompletableFuture<InvocationResult> invoke(byte[] payload) {
    return invoke(UUID.randomUUID().toString(), payload);
  }
}
