package dev.retrylab.harness.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the Lambda API tells about functions and mappings, in the words of its answers. */
final class LambdaDescriptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LambdaDescriptions() {}

  /** GetFunctionConfiguration. */
  static Response function(FunctionSpec spec, AsyncQueue queue) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("FunctionName", spec.name())
            .put("FunctionArn", spec.arn())
            .put("Handler", spec.handler())
            .put("Runtime", "java17")
            .put("Timeout", spec.timeout().toSeconds())
            .put("MemorySize", spec.memoryMegabytes())
            .put("Version", "$LATEST")
            .put("State", "Active")
            .put("LastUpdateStatus", "Successful");
    json.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", spec.logGroup());
    json.putObject("Environment").set("Variables", JSON.valueToTree(spec.environment()));
    queue
        .failures()
        .filter(FailureQueue.FunctionDeadLetterQueue.class::isInstance)
        .ifPresent(kept -> json.putObject("DeadLetterConfig").put("TargetArn", kept.arn()));
    return answer(json);
  }

  /** GetFunctionEventInvokeConfig. */
  static Response asynchronous(FunctionSpec spec, AsyncQueue queue) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("FunctionArn", spec.arn() + ":$LATEST")
            .put("MaximumRetryAttempts", queue.retryAttempts())
            .put("MaximumEventAgeInSeconds", queue.maximumEventAge().toSeconds());
    ObjectNode destinations = json.putObject("DestinationConfig");
    destinations.putObject("OnSuccess");
    ObjectNode onFailure = destinations.putObject("OnFailure");
    queue
        .failures()
        .filter(FailureQueue.Destination.class::isInstance)
        .ifPresent(kept -> onFailure.put("Destination", kept.arn()));
    return answer(json);
  }

  /** GetFunctionConcurrency. */
  static Response concurrency(FunctionSpec spec) {
    ObjectNode json = JSON.createObjectNode();
    spec.reservedConcurrency()
        .ifPresent(places -> json.put("ReservedConcurrentExecutions", places));
    return answer(json);
  }

  /**
   * GetAccountSettings.
   *
   * @param unreserved what functions may run at a time that have none reserved
   * @param reserved what the others have together
   */
  static Response account(int functions, int unreserved, int reserved) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("AccountLimit")
        .put("ConcurrentExecutions", (long) unreserved + reserved)
        .put("UnreservedConcurrentExecutions", unreserved);
    json.putObject("AccountUsage").put("FunctionCount", functions);
    return answer(json);
  }

  /** GetEventSourceMapping. */
  static Response mapping(String uuid, LambdaService.Mapping mapping) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("UUID", uuid)
            .put("EventSourceArn", mapping.queueArn())
            .put("FunctionArn", mapping.functionArn())
            .put("BatchSize", mapping.batchSize())
            .put("MaximumBatchingWindowInSeconds", mapping.batchingWindow().toSeconds())
            .put("State", mapping.enabled() ? "Enabled" : "Disabled");
    mapping
        .maximumConcurrency()
        .ifPresent(most -> json.putObject("ScalingConfig").put("MaximumConcurrency", most));
    mapping
        .provisionedPollers()
        .ifPresent(
            pollers ->
                json.putObject("ProvisionedPollerConfig")
                    .put("MinimumPollers", pollers.minimum())
                    .put("MaximumPollers", pollers.maximum()));
    if (mapping.reportBatchItemFailures()) {
      json.putArray("FunctionResponseTypes").add("ReportBatchItemFailures");
    }
    return answer(json);
  }

  private static Response answer(ObjectNode json) {
    return new Response(
        200,
        Map.of("Content-Type", "application/json"),
        json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
