package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Starts a function's process, has it handle one batch, and takes the time of both. */
final class FunctionStart implements FunctionRuntime.Listener {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000001";

  private final EngineFailures failures = new EngineFailures(InstantSource.system());
  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

  private FunctionStart() {}

  /**
   * What it took.
   *
   * @param init from the start of the process until it asked for work
   * @param invocation from then until its answer
   */
  record Times(Duration init, Duration invocation) {
    double sumMillis() {
      return init.plus(invocation).toNanos() / 1e6;
    }
  }

  /**
   * Starts a process, and ends it.
   *
   * @param event for its only invocation
   * @param environment besides what every function gets
   * @throws IOException where it does not get that far, or answers with an error
   */
  static Times measure(
      RuntimeFiles files, String handler, byte[] event, Map<String, String> environment)
      throws IOException, InterruptedException {
    FunctionStart start = new FunctionStart();
    try (RuntimeApi api = RuntimeApi.start(start, start.failures)) {
      Map<String, String> all = new HashMap<>(environment);
      all.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
      long began = System.nanoTime();
      RuntimeProcess process = RuntimeProcess.start(files, handler, 512, all);
      try {
        process.watch(start::logged, start::exited, start.failures);
        start.await("next");
        long ready = System.nanoTime();
        api.deliver(
            REQUEST_ID,
            "arn:aws:lambda:us-east-1:000000000000:function:bench",
            System.currentTimeMillis() + LIMIT.toMillis(),
            event);
        start.await("{\"batchItemFailures\":[]}");
        long answered = System.nanoTime();
        return new Times(Duration.ofNanos(ready - began), Duration.ofNanos(answered - ready));
      } finally {
        process.kill();
        process.awaitExit();
      }
    }
  }

  @Override
  public void logged(String event) {}

  @Override
  public void exited() {
    news.add("exit");
  }

  private void await(String expected) throws IOException, InterruptedException {
    String seen = news.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!expected.equals(seen)) {
      throw new IOException("the function said " + seen + ", not " + expected);
    }
  }

  @Override
  public void next() {
    news.add("next");
  }

  @Override
  public void response(String requestId, byte[] body) {
    news.add(new String(body, StandardCharsets.UTF_8).replace(" ", ""));
  }

  @Override
  public void error(String requestId, byte[] body) {
    news.add(new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void initError(byte[] body) {
    news.add(new String(body, StandardCharsets.UTF_8));
  }
}
