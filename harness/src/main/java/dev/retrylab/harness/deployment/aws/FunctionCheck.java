package dev.retrylab.harness.deployment.aws;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Reads how a function is configured, and checks that it is ready and logs what the harness reads.
 */
record FunctionCheck(LambdaClient lambda, Problems problems) {

  /**
   * The configuration of a function; empty where it cannot be read.
   *
   * @param logGroup that the harness reads
   */
  Optional<GetFunctionConfigurationResponse> configuration(String name, String logGroup) {
    Optional<GetFunctionConfigurationResponse> function =
        problems.call(
            "lambda:GetFunctionConfiguration",
            () -> lambda.getFunctionConfiguration(request -> request.functionName(name)));
    function.ifPresent(found -> check(name, found, logGroup));
    return function;
  }

  private void check(String name, GetFunctionConfigurationResponse found, String logGroup) {
    if ("InProgress".equals(found.lastUpdateStatusAsString())
        || "Pending".equals(found.stateAsString())) {
      problems.add(
          "The function %s is being updated. Wait until cdk deploy has ended.".formatted(name));
    }
    Optional.ofNullable(found.loggingConfig())
        .ifPresent(logging -> new LoggingCheck(name, problems).check(logging, logGroup));
  }

  /** Empty where none is reserved, or where it cannot be read, which is a problem. */
  OptionalInt reservedConcurrency(String name) {
    OptionalInt reserved =
        problems
            .call(
                "lambda:GetFunctionConcurrency",
                () -> lambda.getFunctionConcurrency(request -> request.functionName(name)))
            .stream()
            .map(found -> found.reservedConcurrentExecutions())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .findFirst();
    reserved.ifPresent(
        places ->
            problems.fact(
                "The function %s has reserved concurrency %d%s."
                    .formatted(name, places, places == 0 ? ", so that it never runs" : "")));
    return reserved;
  }

  /** How events are retried; empty where that is not configured, so that the defaults hold. */
  Optional<GetFunctionEventInvokeConfigResponse> eventInvokeConfig(String name) {
    try {
      return Optional.of(
          lambda.getFunctionEventInvokeConfig(request -> request.functionName(name)));
    } catch (ResourceNotFoundException none) {
      return Optional.empty();
    } catch (SdkException e) {
      problems.add(AwsErrors.sentence(e, "lambda:GetFunctionEventInvokeConfig"));
      return Optional.empty();
    }
  }
}
