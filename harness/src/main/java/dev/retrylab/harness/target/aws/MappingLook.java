package dev.retrylab.harness.target.aws;

import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** Looks at an event source mapping: how it is set, and whether it is enabled. */
record MappingLook(LambdaClient lambda, Asking asking) {

  /** Of the queue that is called so; empty where it cannot be read. */
  Optional<GetEventSourceMappingResponse> mapping(String id, String queue) {
    Optional<GetEventSourceMappingResponse> mapping =
        asking.ask(
            "lambda:GetEventSourceMapping",
            () -> lambda.getEventSourceMapping(request -> request.uuid(id)));
    mapping
        .filter(found -> !"Enabled".equals(found.state()))
        .ifPresent(found -> asking.problem(notEnabled(found, id, queue)));
    return mapping;
  }

  private static String notEnabled(GetEventSourceMappingResponse found, String id, String queue) {
    String state = String.valueOf(found.state());
    return state.startsWith("Disabl")
        ? "The event source mapping of the %s is disabled. Enable it: aws lambda update-event-source-mapping --uuid %s --enabled."
            .formatted(queue, id)
        : "The event source mapping of the %s is not ready (%s). Wait a minute and try again."
            .formatted(queue, state);
  }
}
