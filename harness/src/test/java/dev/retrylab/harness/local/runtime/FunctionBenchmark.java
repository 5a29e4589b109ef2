package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.bench.Benchmark;
import dev.retrylab.harness.bench.Figure;
import dev.retrylab.harness.bench.Numbers;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The consumer's jar and cold start beside those of a consumer in the shape of Powertools' batch
 * example (src/bench/powertools): the same process, the same event, a message sent to the same
 * queue. The endpoint is plain HTTP.
 */
public final class FunctionBenchmark implements Benchmark {
  private static final int STARTS = 20;
  private static final Path OURS = Path.of("..", "lambda", "target", "retry-lab-lambda.jar");
  private static final Path THEIRS = Path.of("target", "bench-powertools", "powertools-shape.jar");

  /** User 1: the consumer sends it on, and so loads the SDK's client for SQS, too. */
  private static final byte[] BATCH =
      """
      {"Records": [{
        "messageId": "00000000-0000-0000-0000-000000000000",
        "receiptHandle": "none",
        "body": "{\\"user_id\\":\\"1\\",\\"run_id\\":\\"bench\\",\\"key\\":\\"m1\\"}",
        "attributes": {
          "ApproximateReceiveCount": "1",
          "SentTimestamp": "0",
          "ApproximateFirstReceiveTimestamp": "0",
          "SenderId": "none",
          "MessageGroupId": "1"
        },
        "messageAttributes": {},
        "md5OfBody": "none",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:bench.fifo",
        "awsRegion": "us-east-1"
      }]}
      """
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    build();
    try (RunningClock clock = RunningClock.start(Pace.REAL);
        HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
        RuntimeFiles ours = RuntimeFiles.of(RuntimeKind.PROCESSES, OURS);
        RuntimeFiles theirs = RuntimeFiles.of(RuntimeKind.PROCESSES, THEIRS)) {
      SqsEngine engine = new SqsEngine(clock);
      endpoint.mount(SqsService.TARGET_PREFIX, new SqsService(engine, endpoint.uri()));
      QueueName queue = new QueueName("bench");
      engine.createQueue(queue, Map.of(), Map.of());
      Map<String, String> environment = environment(endpoint);
      List<FunctionStart.Times> ourTimes = new ArrayList<>();
      List<FunctionStart.Times> theirTimes = new ArrayList<>();
      for (int i = -1; i < STARTS; i++) {
        FunctionStart.Times one =
            FunctionStart.measure(ours, "dev.retrylab.lambda.ConsumerHandler", BATCH, environment);
        FunctionStart.Times other =
            FunctionStart.measure(theirs, "bench.SqsBatchHandler", BATCH, environment);
        // The first of each only brings the jars into the page cache.
        if (i >= 0) {
          ourTimes.add(one);
          theirTimes.add(other);
        }
      }
      int sent = engine.queue(queue).counts().visible();
      if (sent != 2 * (STARTS + 1)) {
        throw new IllegalStateException("of each start one message, but there are " + sent);
      }
      return figures(ourTimes, theirTimes);
    }
  }

  private static List<Figure> figures(
      List<FunctionStart.Times> ours, List<FunctionStart.Times> theirs) throws IOException {
    return List.of(
        Figure.atMost("function: size of the jar", megabytes(OURS), 8, "MB"),
        Figure.note("function: size of the jar, Powertools shape", megabytes(THEIRS), "MB"),
        Figure.note("function: init, median of " + STARTS, init(ours), "ms"),
        Figure.note("function: init, Powertools shape", init(theirs), "ms"),
        Figure.note("function: first invocation, median of " + STARTS, invocation(ours), "ms"),
        Figure.note("function: first invocation, Powertools shape", invocation(theirs), "ms"),
        Figure.atMost(
            "function: init and first invocation against the Powertools shape",
            100 * sum(ours) / sum(theirs),
            100,
            "%"));
  }

  private static double init(List<FunctionStart.Times> times) {
    return Numbers.median(times.stream().mapToDouble(one -> one.init().toNanos() / 1e6).toArray());
  }

  private static double invocation(List<FunctionStart.Times> times) {
    return Numbers.median(
        times.stream().mapToDouble(one -> one.invocation().toNanos() / 1e6).toArray());
  }

  private static double sum(List<FunctionStart.Times> times) {
    return Numbers.median(times.stream().mapToDouble(FunctionStart.Times::sumMillis).toArray());
  }

  private static double megabytes(Path file) throws IOException {
    return Files.size(file) / 1e6;
  }

  private static Map<String, String> environment(HttpEndpoint endpoint) {
    return Map.of(
        "AWS_ENDPOINT_URL_SQS", endpoint.uri().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "none",
        "AWS_SECRET_ACCESS_KEY", "none",
        "DLQ_URL", endpoint.uri() + "/000000000000/bench");
  }

  private static void build() throws IOException, InterruptedException {
    String home = System.getProperty("maven.home", "");
    String maven = home.isEmpty() ? "mvn" : Path.of(home, "bin", "mvn").toString();
    Process process =
        new ProcessBuilder(
                maven, "-q", "-B", "-ntp", "-f", "src/bench/powertools/pom.xml", "package")
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("src/bench/powertools could not be built");
    }
  }
}
