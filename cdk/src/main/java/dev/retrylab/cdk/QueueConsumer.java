package dev.retrylab.cdk;

import dev.retrylab.harness.stack.FunctionRole;
import dev.retrylab.harness.stack.StackPlan;
import java.nio.file.Path;
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
            .logGroupName(props.plan().logGroup(props.role()))
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
   * @param jar the functions' code
   * @param deadLetterQueue of the function itself, for events that failed for good
   */
  record Props(
      StackPlan plan,
      FunctionRole role,
      Path jar,
      Map<String, String> environment,
      OptionalInt reservedConcurrency,
      Optional<Queue> deadLetterQueue) {

    /** Of a function without anything of its own. */
    static Props of(StackPlan plan, FunctionRole role, Path jar) {
      return new Props(plan, role, jar, Map.of(), OptionalInt.empty(), Optional.empty());
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
        .functionName(props.plan().functionName(props.role()))
        .handler(props.role().handler())
        .code(Code.fromAsset(props.jar().toString()))
        .runtime(Runtime.JAVA_25)
        .memorySize(props.plan().memoryMegabytes(props.role()))
        .timeout(RetryExperiment.seconds(props.plan().scenario().function().timeout()))
        // Sorted: the order of the template must not change from one synthesis to the next.
        .environment(new TreeMap<>(props.environment()))
        .role(role)
        .logGroup(logGroup)
        // The journal's lines are JSON already; in JSON format each would come wrapped in another.
        .loggingFormat(LoggingFormat.TEXT)
        .build();
  }
}
