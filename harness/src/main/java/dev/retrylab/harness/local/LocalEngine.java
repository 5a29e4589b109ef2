package dev.retrylab.harness.local;

import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.failure.EngineFailures;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.lambda.LambdaService;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.local.runtime.Runtimes;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsQueryProtocol;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import dev.retrylab.harness.local.stack.CloudFormationService;
import dev.retrylab.harness.local.stack.StsService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The embedded engine: queues, functions, mappings and logs on one clock, behind one loopback
 * endpoint that speaks the wire formats of SQS, Lambda, CloudWatch Logs, CloudFormation and STS.
 */
public final class LocalEngine implements AutoCloseable {
  private final RunningClock clock;
  private final LogStore logs;
  private final SqsEngine sqs;
  private final LambdaService lambda;
  private final CloudFormationService stacks;
  private final Concurrency account = Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT);
  private final HttpEndpoint endpoint;
  private final Runtimes runtimes;
  private final List<LambdaFunction> functions = new ArrayList<>();

  /** The functions by name, as reserved and account concurrency let them run. */
  private final Map<String, Invoker> invokers = new HashMap<>();

  private final List<EventSourceMapping> mappings = new ArrayList<>();

  private LocalEngine(RunningClock clock, HttpEndpoint endpoint, Runtimes runtimes) {
    this.clock = clock;
    this.endpoint = endpoint;
    this.runtimes = runtimes;
    this.logs = new LogStore(clock);
    this.sqs = new SqsEngine(clock);
    this.lambda = new LambdaService(clock, account);
    this.stacks = new CloudFormationService(clock);
    SqsService sqsService = new SqsService(sqs, endpoint.uri());
    endpoint.mount(SqsService.TARGET_PREFIX, sqsService);
    endpoint.mount("Logs_20140328", new LogsService(logs));
    LambdaService.PATHS.forEach(path -> endpoint.mountPath(path, lambda));
    endpoint.mountQuery("DescribeStacks", stacks);
    sqsService.actions().forEach(action -> endpoint.mountQuery(action, new SqsQueryProtocol()));
    endpoint.mountQuery("GetCallerIdentity", new StsService());
  }

  /**
   * Starts an empty engine. Where that fails, it leaves neither a thread nor a file behind.
   *
   * @param port of the loopback endpoint; 0 for any that is free
   * @param functionJar the jar that the functions run
   * @param kind what runs them
   * @param initDuration of a cold start, where they are simulated
   * @throws java.io.UncheckedIOException if the port cannot be had, or the function's files cannot
   *     be written
   */
  public static LocalEngine start(
      Pace pace, int port, Path functionJar, RuntimeKind kind, Duration initDuration) {
    RunningClock clock = RunningClock.start(pace);
    try {
      HttpEndpoint endpoint = HttpEndpoint.start(port, clock);
      try {
        return new LocalEngine(
            clock, endpoint, Runtimes.of(kind, functionJar, initDuration, clock));
      } catch (Throwable failure) {
        endpoint.close();
        throw failure;
      }
    } catch (Throwable failure) {
      clock.close();
      throw failure;
    }
  }

  public RunningClock clock() {
    return clock;
  }

  /** What has failed inside the engine itself. */
  public EngineFailures failures() {
    return clock.failures();
  }

  /** Where the SDK clients connect to. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** How many log events there are: more than before is news. */
  public long logEvents() {
    return logs.appended();
  }

  /**
   * Sets how many runs all functions together may have at a time, in place of {@link
   * Concurrency#OF_AN_ACCOUNT}; before any function is created.
   *
   * @param places from 0
   */
  public void limitConcurrency(int places) {
    account.change(places);
  }

  public Queue createQueue(String name, Map<String, String> attributes) {
    return sqs.createQueue(new QueueName(name), attributes, Map.of());
  }

  /**
   * Creates a function with its log group and its asynchronous queue.
   *
   * @param retryAttempts of asynchronous invocations, 0 to 2
   * @param maximumEventAge of asynchronous invocations, 60 s to 6 h
   * @param failures gets the asynchronous invocations that have failed for good
   */
  public LambdaFunction createFunction(
      FunctionSpec spec,
      int retryAttempts,
      Duration maximumEventAge,
      Optional<FailureQueue> failures) {
    LambdaFunction function =
        new LambdaFunction(
            spec, runtimes.factory(), platform(), logs.create(spec.logGroup()), clock);
    Invoker invoker = account.limit(spec, function);
    functions.add(function);
    invokers.put(spec.name(), invoker);
    lambda.add(
        spec, invoker, new AsyncQueue(invoker, retryAttempts, maximumEventAge, clock, failures));
    return function;
  }

  /**
   * Feeds a queue to a function from now on; a mapping that is not enabled never polls.
   *
   * @return the mapping's UUID
   */
  public String map(Queue queue, LambdaFunction function, MappingSpec spec, boolean enabled) {
    EventSourceMapping mapping =
        new EventSourceMapping(
            queue, function.spec(), invokers.get(function.spec().name()), spec, clock, enabled);
    mappings.add(mapping);
    lambda.add(
        mapping.uuid(),
        new LambdaService.Mapping(
            queue.arn().toString(),
            function.spec().arn(),
            spec.batchSize(),
            spec.batchingWindow(),
            spec.reportBatchItemFailures(),
            spec.maximumConcurrency(),
            spec.provisionedPollers(),
            enabled));
    return mapping.uuid();
  }

  /** The queue of a URL that this engine gave. */
  public Queue queue(String url) {
    return sqs.queue(new QueueName(url.substring(url.lastIndexOf('/') + 1)));
  }

  /** Tells in DescribeStacks where everything is, as a stack's outputs would. */
  public void declareStack(String name, Map<String, String> outputs) {
    stacks.declare(name, outputs);
  }

  /** What Lambda tells every function; the credentials open nothing but this engine. */
  private Map<String, String> platform() {
    return Map.of(
        "AWS_REGION", "us-east-1",
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local",
        "AWS_LAMBDA_LOG_FORMAT", "TEXT",
        "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
        "AWS_ENDPOINT_URL_SQS", endpoint.uri().toString());
  }

  /** Ends every process, closes every port and deletes every temporary file. */
  @Override
  public void close() {
    EngineFailures failures = clock.failures();
    try (Hold last = clock.hold()) {
      mappings.forEach(mapping -> failures.guard("Closing a mapping", mapping::close));
      functions.forEach(function -> failures.guard("Closing a function", function::close));
      failures.guard("Closing the endpoint", endpoint::close);
    }
    clock.close();
    runtimes.close();
  }
}
