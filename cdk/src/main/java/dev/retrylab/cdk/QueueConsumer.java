package dev.retrylab.cdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A function that a queue's event source mapping may invoke, with a role and a log group of its
 * own. Its role may write to that log group and whatever is granted to it, and nothing else.
 */
final class QueueConsumer extends Construct {
  private final LogGroup logGroup;
  private final Function function;
  private final Optional<SqsEventSource> mapping;

  /** Without a mapping nothing of the stack invokes the function. */
  QueueConsumer(Construct scope, String id, Props props, Optional<SqsEventSource> mapping) {
    super(scope, id);
    // The stack makes the log group, so that a missing one is an error and never "not yet".
    this.logGroup =
        LogGroup.Builder.create(this, "LogGroup")
            .logGroupName("/aws/lambda/" + props.functionName())
            .retention(RetentionDays.ONE_WEEK)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    logGroup.grantWrite(role);
    this.function = function(props, role);
    this.mapping = mapping;
    mapping.ifPresent(function::addEventSource);
  }

  /**
   * What is particular to one function.
   *
   * @param timeout at most 15 min
   * @param memoryMegabytes 128 to 10240
   */
  record Props(
      String functionName,
      String handler,
      Path jar,
      Duration timeout,
      int memoryMegabytes,
      Map<String, String> environment,
      OptionalInt reservedConcurrency,
      Optional<Queue> deadLetterQueue) {

    Props reserving(OptionalInt concurrency) {
      return new Props(
          functionName,
          handler,
          jar,
          timeout,
          memoryMegabytes,
          environment,
          concurrency,
          deadLetterQueue);
    }

    /** With a dead-letter queue of the function itself. */
    Props leavingTo(Queue queue) {
      return new Props(
          functionName,
          handler,
          jar,
          timeout,
          memoryMegabytes,
          environment,
          reservedConcurrency,
          Optional.of(queue));
    }
  }

  Function function() {
    return function;
  }

  LogGroup logGroup() {
    return logGroup;
  }

  Optional<String> mappingId() {
    return mapping.map(SqsEventSource::getEventSourceMappingId);
  }

  private Function function(Props props, Role role) {
    Function.Builder builder = Function.Builder.create(this, "Function");
    props.reservedConcurrency().ifPresent(builder::reservedConcurrentExecutions);
    props.deadLetterQueue().ifPresent(builder::deadLetterQueue);
    return builder
        .functionName(props.functionName())
        .handler(props.handler())
        .code(Code.fromAsset(props.jar().toString()))
        .runtime(Runtime.JAVA_25)
        .memorySize(props.memoryMegabytes())
        .timeout(CdkDuration.of(props.timeout()))
        // Sorted: the order of the template must not change from one synthesis to the next.
        .environment(new TreeMap<>(props.environment()))
        .role(role)
        .logGroup(logGroup)
        // The journal's lines are JSON already; in JSON format each would come wrapped in another.
        .loggingFormat(LoggingFormat.TEXT)
        .build();
  }
}
