package dev.retrylab.harness.local;

import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.lambda.LambdaService;
import dev.retrylab.harness.local.lambda.RuntimeFiles;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.QueueName;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The embedded engine: queues, functions, mappings and logs on one clock, behind one loopback
 * endpoint that speaks the wire formats of SQS, Lambda and CloudWatch Logs.
 */
public final class LocalEngine implements AutoCloseable {
  private final RunningClock clock;
  private final LogStore logs;
  private final SqsEngine sqs;
  private final LambdaService lambda = new LambdaService();
  private final HttpEndpoint endpoint;
  private final RuntimeFiles files;
  private final List<LambdaFunction> functions = new ArrayList<>();
  private final List<EventSourceMapping> mappings = new ArrayList<>();

  private LocalEngine(RunningClock clock, int port, Path functionJar) {
    this.clock = clock;
    this.logs = new LogStore(clock);
    this.sqs = new SqsEngine(clock);
    this.files = RuntimeFiles.unpack(functionJar);
    this.endpoint = HttpEndpoint.start(port, clock);
    endpoint.mount("AmazonSQS", new SqsService(sqs, endpoint.uri()));
    endpoint.mount("Logs_20140328", new LogsService(logs));
    endpoint.mountPath(LambdaService.PATH, lambda);
  }

  /**
   * Starts an empty engine.
   *
   * @param port of the loopback endpoint; 0 for any that is free
   * @param functionJar the jar that the functions run
   */
  public static LocalEngine start(RunningClock.Pace pace, int port, Path functionJar) {
    return new LocalEngine(RunningClock.start(pace), port, functionJar);
  }

  public RunningClock clock() {
    return clock;
  }

  /** Where the SDK clients connect to. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** How many log events there are: more than before is news. */
  public long logEvents() {
    return logs.appended();
  }

  public Queue createQueue(String name, Map<String, String> attributes) {
    return sqs.createQueue(new QueueName(name), attributes, Map.of());
  }

  /**
   * Creates a function with its log group and its asynchronous queue.
   *
   * @param retryAttempts of asynchronous invocations, 0 to 2
   * @param maximumEventAge of asynchronous invocations, 60 s to 6 h
   */
  public LambdaFunction createFunction(
      FunctionSpec spec, int retryAttempts, Duration maximumEventAge) {
    LambdaFunction function =
        new LambdaFunction(spec, files, platform(), logs.create(spec.logGroup()), clock);
    functions.add(function);
    lambda.add(
        spec.name(), function, new AsyncQueue(function, retryAttempts, maximumEventAge, clock));
    return function;
  }

  /** Feeds a queue to a function from now on. */
  public void map(Queue queue, LambdaFunction function, MappingSpec spec) {
    mappings.add(new EventSourceMapping(queue, function.spec(), function, spec, clock));
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
    try (Hold last = clock.hold()) {
      mappings.forEach(EventSourceMapping::close);
      functions.forEach(LambdaFunction::close);
      endpoint.close();
    }
    clock.close();
    files.close();
  }
}
