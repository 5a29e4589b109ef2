package dev.retrylab.harness.local.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A function as it is deployed to the engine.
 *
 * @param handler the handler class, as in the function's configuration
 * @param timeout 1 s to 15 min; an environment that takes longer is killed
 * @param memoryMegabytes heap limit of the process and the size in the REPORT line
 * @param maxEnvironments how many execution environments may run at once, at least 1
 * @param reservedConcurrency how many runs there may be at a time, from 0: one more is throttled;
 *     empty where none is reserved, and a run that finds no environment waits for one
 */
public record FunctionSpec(
    String name,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment,
    int maxEnvironments,
    OptionalInt reservedConcurrency) {

  /** Without reserved concurrency. */
  public FunctionSpec(
      String name,
      String handler,
      Duration timeout,
      int memoryMegabytes,
      Map<String, String> environment,
      int maxEnvironments) {
    this(
        name, handler, timeout, memoryMegabytes, environment, maxEnvironments, OptionalInt.empty());
  }

  public FunctionSpec {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("function timeout must be positive, not " + timeout);
    }
    if (maxEnvironments < 1) {
      throw new IllegalArgumentException(
          "a function needs at least 1 environment, not " + maxEnvironments);
    }
    environment = Map.copyOf(environment);
  }

  /** The ARN in the engine's one account and region. */
  public String arn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
  }

  /** The log group that Lambda writes to by default. */
  public String logGroup() {
    return "/aws/lambda/" + name;
  }
}
