package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A consumer that handles one batch, outside of any experiment, so that its process loads the
 * classes that such a process needs.
 */
final class Rehearsal implements FunctionRuntime.Listener {
  private static final int MEMORY_MEGABYTES = 512;

  /** User 1: the consumer sends it on, and so loads the SDK's client for SQS, too. */
  static final byte[] BATCH =
      """
      {"Records": [{
        "messageId": "00000000-0000-0000-0000-000000000000",
        "receiptHandle": "none",
        "body": "{\\"user_id\\":\\"1\\",\\"run_id\\":\\"rehearsal\\",\\"key\\":\\"m1\\"}",
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
        "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:rehearsal.fifo",
        "awsRegion": "us-east-1"
      }]}
      """
          .getBytes(UTF_8);

  /** The batch was handled, or the process has ended before. */
  private final CountDownLatch over = new CountDownLatch(1);

  private final EngineFailures failures = new EngineFailures(InstantSource.system());
  private final RuntimeApi api = RuntimeApi.start(this, failures);
  private boolean delivered;

  private Rehearsal() {}

  /**
   * Runs a consumer's process from its start to its end.
   *
   * @param jvmOptions besides the usual ones
   * @throws IOException if it does not get that far within the limit
   */
  static void run(RuntimeFiles files, List<String> jvmOptions, Duration limit) throws IOException {
    Rehearsal rehearsal = new Rehearsal();
    try (RuntimeApi api = rehearsal.api) {
      // What is no call of the Runtime API gets a 404 there: so the message is sent nowhere.
      String nowhere = "http://" + api.hostAndPort();
      RuntimeProcess process =
          RuntimeProcess.start(
              files,
              jvmOptions,
              "dev.retrylab.lambda.ConsumerHandler",
              MEMORY_MEGABYTES,
              Map.of(
                  "AWS_LAMBDA_RUNTIME_API",
                  api.hostAndPort(),
                  "AWS_ENDPOINT_URL_SQS",
                  nowhere,
                  "AWS_REGION",
                  "us-east-1",
                  "AWS_ACCESS_KEY_ID",
                  "none",
                  "AWS_SECRET_ACCESS_KEY",
                  "none",
                  "DLQ_URL",
                  nowhere + "/000000000000/rehearsal.fifo"));
      process.watch(rehearsal::logged, rehearsal::exited, rehearsal.failures);
      rehearsal.await(process, limit);
    }
  }

  private void await(RuntimeProcess process, Duration limit) throws IOException {
    try {
      if (!over.await(limit.toSeconds(), TimeUnit.SECONDS) || !process.leave(limit)) {
        throw new IOException("the rehearsal of the function was not over in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in a rehearsal of the function", e);
    } finally {
      process.kill();
    }
  }

  @Override
  public void next() {
    if (delivered) {
      over.countDown();
    } else {
      delivered = true;
      deliver();
    }
  }

  private void deliver() {
    Invocation batch =
        new Invocation("00000000-0000-0000-0000-000000000000", BATCH, new CompletableFuture<>());
    try {
      api.deliver(
          batch,
          "arn:aws:lambda:us-east-1:000000000000:function:rehearsal",
          System.currentTimeMillis() + 5000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void response(String requestId, byte[] body) {}

  @Override
  public void error(String requestId, byte[] body) {}

  @Override
  public void initError(byte[] body) {}

  @Override
  public void logged(String event) {}

  @Override
  public void exited() {
    over.countDown();
  }
}
