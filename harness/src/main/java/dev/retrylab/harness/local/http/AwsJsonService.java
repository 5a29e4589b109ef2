package dev.retrylab.harness.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A service that speaks one of AWS's JSON protocols: an action's name and a JSON object each way.
 */
public interface AwsJsonService {

  /**
   * Does one action.
   *
   * @param action the part of X-Amz-Target behind the dot, such as {@code SendMessage}
   * @return the answer, now or later; one that comes later is completed with the clock held. It
   *     fails with {@link AwsError} for a refusal, which may also be thrown at once
   */
  CompletionStage<ObjectNode> call(String action, ObjectNode input);

  /**
   * Does one action, for services that hand on the trace that a request belongs to.
   *
   * @param trace the request's header X-Amzn-Trace-Id
   */
  default CompletionStage<ObjectNode> call(
      String action, ObjectNode input, Optional<String> trace) {
    return call(action, input);
  }

  /** {@code application/x-amz-json-1.0} or {@code application/x-amz-json-1.1}. */
  String contentType();

  /**
   * The {@code __type} of an error in the answer; some services put a namespace before the code.
   */
  default String errorType(AwsError error) {
    return error.code();
  }

  /** Says that an answer could not be handed over: the client had gone while it waited. */
  default void undelivered(String action, ObjectNode input, ObjectNode answer) {}
}
