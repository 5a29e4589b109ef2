package dev.retrylab.harness.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.judge.Articles;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.ClockKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes the directory of a run that never was, as {@code run} would have left it on the local
 * target: the same file for the same numbers. Single-record batches; each second message fails on
 * every receive and ends in the dead-letter queue, the others succeed at once.
 *
 * @param messages at most {@link Scenario#MAX_MESSAGES}
 * @param receives of a failing message before it is moved: the queue's maxReceiveCount
 */
record LargeRun(int messages, int receives) {
  static final String RUN_ID = "20260101T000000Z-0001";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** So long that the first round is over before the second begins. */
  static final Duration VISIBILITY = Duration.ofMinutes(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code FOLDER MESSAGES RECEIVES}: prints the path of the run directory. */
  public static void main(String[] arguments) throws IOException {
    LargeRun run = new LargeRun(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    System.out.println(run.write(Path.of(arguments[0])));
  }

  /** The run with about so many log events, in all, at ten for each message or more. */
  static LargeRun ofEvents(int events) {
    int messages = Math.min(events / 10, Scenario.MAX_MESSAGES);
    return new LargeRun(messages, (2 * events / messages - 10) / 5);
  }

  /** Five for each invocation: one for each success, and {@code receives + 1} for the others. */
  int events() {
    int failing = messages / 2;
    return 5 * (messages - failing) + 5 * (receives + 1) * failing;
  }

  /** Whether the n-th message, from 1, fails. */
  static boolean fails(int n) {
    return n % 2 == 0;
  }

  /**
   * Writes it into a new folder.
   *
   * @param runs the folder of all runs
   * @return the run directory
   */
  Path write(Path runs) throws IOException {
    RunDirectory directory = RunDirectory.create(runs, "large", START);
    record().write(directory);
    writeSent(directory.file(RunFile.SENT));
    Instant end;
    try (Writer out = Files.newBufferedWriter(directory.file(RunFile.RAW_LOGS), UTF_8)) {
      end = new LargeRunLog(this, out).write();
    }
    directory.write(
        RunFile.WATCH,
        JSON.createObjectNode()
            .put("schema", 1)
            .put("watchedUntil", end.plus(VISIBILITY.multipliedBy(2)).toString())
            .put("logEvents", events())
            .put("equalPolls", 3));
    return directory.path();
  }

  private RunRecord record() {
    Scenario scenario = scenario();
    String queue = "http://127.0.0.1:9324/000000000000/retry-lab-large-";
    return new RunRecord(
        new RunId(RUN_ID),
        START,
        new RunRecord.Program("0.1.0", Optional.empty(), List.of("run", "large")),
        scenario,
        "local",
        ClockKind.VIRTUAL,
        new Deployment(
            queue + "source",
            queue + "dlq",
            "retry-lab-large-consumer",
            "retry-lab-large-dlq-consumer",
            "/aws/lambda/retry-lab-large-consumer",
            "/aws/lambda/retry-lab-large-dlq-consumer",
            scenario.queue(),
            scenario.mapping(),
            scenario.function()),
        Articles.conditions(
            VISIBILITY,
            Duration.ofMillis(200),
            Duration.ZERO,
            /* dlqReceiveCountSettled= */ true,
            /* exactlyOnce= */ true),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private Scenario scenario() {
    ObjectNode json =
        JSON.createObjectNode().put("name", "large").put("title", "A run of any size");
    json.putObject("queue")
        .put("type", "standard")
        .put("visibilityTimeout", VISIBILITY.toSeconds() + "s")
        .put("maxReceiveCount", receives);
    json.putObject("mapping").put("batchSize", 1).put("reportBatchItemFailures", true);
    ArrayNode list = json.putArray("messages");
    for (int n = 1; n <= messages; n++) {
      list.addObject().put("key", "m" + n).put("userId", fails(n) ? "2" : "3");
    }
    return Scenarios.of(json);
  }

  /** Batches of ten, each accepted as a whole. */
  private void writeSent(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      for (int first = 1; first <= messages; first += 10) {
        int last = Math.min(first + 9, messages);
        for (int n = first; n <= last; n++) {
          out.write(
              "{\"schema\":1,\"state\":\"sending\",\"key\":\"m%d\",\"at\":\"%s\"}\n"
                  .formatted(n, sent(n)));
        }
        for (int n = first; n <= last; n++) {
          out.write(
              ("{\"schema\":1,\"state\":\"sent\",\"key\":\"m%d\",\"at\":\"%s\",\"userId\":\"%s\","
                      + "\"messageId\":\"%s\"}\n")
                  .formatted(n, sent(n), fails(n) ? "2" : "3", messageId(n)));
        }
      }
    }
  }

  /** When the queue took the n-th message: ten in a millisecond. */
  static Instant sent(int n) {
    return START.plusMillis(500 + n / 10);
  }

  static String messageId(int n) {
    return id(1, n);
  }

  /** Unique in its kind, and as well mixed as a random one. */
  static String id(int kind, long n) {
    long mixed = (n + kind * 0x1_0000_0000L) * 0x9E3779B97F4A7C15L;
    return "%08x-%04x-4%03x-8%03x-%012x"
        .formatted(
            mixed >>> 32,
            (mixed >>> 16) & 0xffff,
            mixed & 0xfff,
            kind,
            (mixed ^ (mixed >>> 23)) & 0xffffffffffffL);
  }
}
