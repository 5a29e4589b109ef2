package dev.retrylab.harness.local.http;

import java.util.concurrent.CompletableFuture;

/**
 * One call of a service, read from an HTTP request.
 *
 * @param <A> what the service answers
 */
interface ServiceCall<A> {
  /**
   * Makes the call. The future is cancelled if the client goes before it is complete.
   *
   * @throws AwsError for a refusal, which the future may fail with as well
   */
  CompletableFuture<A> call();

  Response response(A answer);

  Response refusal(AwsError error);

  /** Undoes what the call did where its response could not be delivered to the client. */
  default void undelivered(A answer) {}
}
