package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.scenario.FunctionSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Looks at a function: how it is set, and whether it runs and logs as it must. */
record FunctionLook(LambdaClient lambda, Asking asking) {

  /** Of the consumer; empty where they cannot be read. */
  Optional<FunctionSettings> settings(String name, GetFunctionConfigurationResponse found) {
    OptionalInt reserved = reservedConcurrency(name);
    try {
      return Optional.of(DeployedSettings.function(found, reserved, eventInvokeConfig(name)));
    } catch (IllegalArgumentException wrong) {
      asking.problem(wrong.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Of any function; empty where it cannot be read.
   *
   * @param logGroup that the harness reads
   */
  Optional<GetFunctionConfigurationResponse> configuration(String name, String logGroup) {
    Optional<GetFunctionConfigurationResponse> function =
        asking.ask(
            "lambda:GetFunctionConfiguration",
            () -> lambda.getFunctionConfiguration(request -> request.functionName(name)));
    function.ifPresent(found -> check(name, found, logGroup));
    return function;
  }

  private void check(String name, GetFunctionConfigurationResponse found, String logGroup) {
    if ("InProgress".equals(found.lastUpdateStatusAsString())
        || "Pending".equals(found.stateAsString())) {
      asking.problem(
          "The function %s is being updated. Wait until cdk deploy has ended.".formatted(name));
    }
    Optional.ofNullable(found.loggingConfig())
        .ifPresent(logging -> new LoggingLook(name, asking).check(logging, logGroup));
  }

  private OptionalInt reservedConcurrency(String name) {
    OptionalInt reserved =
        asking
            .ask(
                "lambda:GetFunctionConcurrency",
                () -> lambda.getFunctionConcurrency(request -> request.functionName(name)))
            .stream()
            .map(found -> found.reservedConcurrentExecutions())
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .findFirst();
    reserved.ifPresent(
        places ->
            asking.fact(
                "The function %s has reserved concurrency %d%s."
                    .formatted(name, places, places == 0 ? ", so that it never runs" : "")));
    return reserved;
  }

  /** Empty where there is none, so that the defaults hold. */
  private Optional<GetFunctionEventInvokeConfigResponse> eventInvokeConfig(String name) {
    try {
      return Optional.of(
          lambda.getFunctionEventInvokeConfig(request -> request.functionName(name)));
    } catch (ResourceNotFoundException none) {
      return Optional.empty();
    } catch (SdkException e) {
      asking.problem(AwsErrors.sentence(e, "lambda:GetFunctionEventInvokeConfig"));
      return Optional.empty();
    }
  }
}
