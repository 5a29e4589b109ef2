package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.StackOutputs;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.stack.StackOutput;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** Reads an event source mapping, and checks that it is enabled and invokes the right function. */
record MappingCheck(LambdaClient lambda, Problems problems) {
  /** Its place in arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME. */
  private static final int FUNCTION_NAME = 6;

  /**
   * Of a queue; empty where it cannot be read.
   *
   * @param output that names its id
   * @param functionOutput that names the function that it is to invoke
   */
  Optional<GetEventSourceMappingResponse> mapping(
      StackOutputs outputs, StackOutput output, QueueRole queue, StackOutput functionOutput) {
    String id = outputs.get(output);
    // The scenario may want it so, and then the stack says it.
    List<String> disabled =
        List.of(outputs.find(StackOutput.DISABLED_MAPPINGS).orElse("").split(" ", -1));
    boolean wanted = !disabled.contains(queue.word());
    Optional<GetEventSourceMappingResponse> mapping =
        problems.call(
            "lambda:GetEventSourceMapping",
            () -> lambda.getEventSourceMapping(request -> request.uuid(id)));
    mapping
        .filter(found -> !(wanted ? "Enabled" : "Disabled").equals(found.state()))
        .ifPresent(found -> problems.add(otherState(found, id, queue.phrase(), wanted)));
    mapping.ifPresent(found -> checkRoute(found, queue.phrase(), outputs.get(functionOutput)));
    return mapping;
  }

  /** What the harness sends must reach the function whose log it reads, and all of it. */
  private void checkRoute(GetEventSourceMappingResponse found, String queue, String function) {
    Optional.ofNullable(found.functionArn())
        .map(arn -> arn.split(":", -1))
        .filter(arn -> arn.length > FUNCTION_NAME && !arn[FUNCTION_NAME].equals(function))
        .ifPresent(
            arn ->
                problems.add(
                    "The event source mapping of the %s invokes the function %s, not %s. Deploy the stack again."
                        .formatted(queue, arn[FUNCTION_NAME], function)));
    if (found.filterCriteria() != null && !found.filterCriteria().filters().isEmpty()) {
      problems.add(
          "The event source mapping of the %s has filter criteria: Lambda deletes each message that fits none, and no function sees it. Deploy the stack again."
              .formatted(queue));
    }
  }

  private static String otherState(
      GetEventSourceMappingResponse found, String id, String queue, boolean wanted) {
    String state = String.valueOf(found.state());
    if (!wanted && state.startsWith("Enabl")) {
      return "The event source mapping of the %s is enabled, and the scenario needs it disabled. Disable it: aws lambda update-event-source-mapping --uuid %s --no-enabled."
          .formatted(queue, id);
    }
    return state.startsWith("Disabl")
        ? "The event source mapping of the %s is disabled. Enable it: aws lambda update-event-source-mapping --uuid %s --enabled."
            .formatted(queue, id)
        : "The event source mapping of the %s is not ready (%s). Wait a minute and try again."
            .formatted(queue, state);
  }
}
