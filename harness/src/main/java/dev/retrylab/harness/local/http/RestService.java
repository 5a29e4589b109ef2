package dev.retrylab.harness.local.http;

import java.util.concurrent.CompletionStage;

/** A service that is asked by path and method, such as Lambda's. */
@FunctionalInterface
public interface RestService {

  /**
   * Serves one request.
   *
   * @return the answer, now or later; one that comes later is completed with the clock held. It
   *     fails with {@link AwsError} for a refusal, which may also be thrown at once
   */
  CompletionStage<Response> call(RestRequest request);
}
