package dev.retrylab.harness.bench;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.stream.IntStream;

/**
 * Writes the log events of a {@link LargeRun}, in the order of their times. Two execution
 * environments work side by side, so that the lines of two invocations alternate.
 */
final class LargeRunLog {
  /** Two messages pass the two environments in this time. */
  private static final int PAIR_MILLIS = 5;

  private static final int FIRST_MILLIS = 20_000;
  private static final String[] STREAMS = {
    "[$LATEST]0b5a6f0b1f7c4a36a0b7e0d1f5a9c3e1", "[$LATEST]7d2c91e64e8f4f0f9a3d5c6b7a8e9f02"
  };

  private final LargeRun run;
  private final Writer out;
  private final JsonStringEncoder encoder = JsonStringEncoder.getInstance();
  private final StringBuilder line = new StringBuilder(1024);
  private final long[] eventNumbers = new long[2];
  private long requests;
  private Instant now = LargeRun.START;

  LargeRunLog(LargeRun run, Writer out) {
    this.run = run;
    this.out = out;
  }

  /** Writes them all; gives the time of the last. */
  Instant write() throws IOException {
    int[] all = IntStream.rangeClosed(1, run.messages()).toArray();
    int[] failing = IntStream.of(all).filter(LargeRun::fails).toArray();
    for (int receive = 1; receive <= run.receives(); receive++) {
      round(receive == 1 ? all : failing, receive, /* deadLetter= */ false);
    }
    round(failing, run.receives() + 1, /* deadLetter= */ true);
    return now;
  }

  private void round(int[] messages, int receive, boolean deadLetter) throws IOException {
    for (int i = 0; i < messages.length; i += 2) {
      Invocation one = new Invocation(messages[i], receive, deadLetter, 0, ++requests);
      Invocation[] pair =
          i + 1 == messages.length
              ? new Invocation[] {one}
              : new Invocation[] {
                one, new Invocation(messages[i + 1], receive, deadLetter, 1, ++requests)
              };
      for (int part = 0; part < 5; part++) {
        for (Invocation invocation : pair) {
          now = invocation.start().plusMillis(part);
          event(invocation, invocation.message(part));
        }
      }
    }
  }

  private void event(Invocation invocation, String message) throws IOException {
    String function = invocation.function();
    String group = "/aws/lambda/retry-lab-large-" + function;
    int source = invocation.deadLetter() ? 1 : 0;
    line.setLength(0);
    line.append("{\"schema\":1,\"function\":\"").append(function);
    line.append("\",\"logGroup\":\"").append(group);
    line.append("\",\"logStream\":\"").append(STREAMS[invocation.environment()]);
    line.append("\",\"eventId\":\"").append(group).append('-');
    line.append("%012d".formatted(eventNumbers[source]++));
    line.append("\",\"timestamp\":\"").append(now);
    line.append("\",\"ingestionTime\":\"").append(now);
    line.append("\",\"fetchedAt\":\"").append(now.plusNanos(200_123_456));
    line.append("\",\"message\":\"");
    encoder.quoteAsString(message, line);
    out.write(line.append("\"}\n").toString());
  }

  private record Invocation(
      int n, int receive, boolean deadLetter, int environment, long requestNumber) {

    String function() {
      return deadLetter ? "dlq-consumer" : "consumer";
    }

    /** A message that fails comes back when the visibility timeout is over, and a little later. */
    Instant start() {
      return LargeRun.START
          .plusMillis(FIRST_MILLIS + (long) ((n - 1) / 2) * PAIR_MILLIS + 10L * (receive - 1))
          .plus(LargeRun.VISIBILITY.multipliedBy(receive - 1L));
    }

    /** The five events of an invocation with one record. */
    String message(int part) {
      String id = LargeRun.id(2, requestNumber);
      return switch (part) {
        case 0 -> "START RequestId: " + id + " Version: $LATEST";
        case 1 -> journal("received", "") + "}\n";
        case 2 -> journal("outcome", outcome()) + "}\n";
        case 3 -> "END RequestId: " + id;
        default ->
            "REPORT RequestId: "
                + id
                + "\tDuration: 3.07 ms\tBilled Duration: 4 ms\tMemory Size: 512 MB";
      };
    }

    private String outcome() {
      return !deadLetter && LargeRun.fails(n)
          ? ",\"outcome\":\"failed\",\"error\":\"java.lang.IllegalStateException: user_id 2 always"
              + " fails (message m%d, receive %d)\"".formatted(n, receive)
          : ",\"outcome\":\"succeeded\"";
    }

    private String journal(String event, String rest) {
      return ("{\"retryLab\":1,\"event\":\"%s\",\"function\":\"%s\",\"runId\":\"%s\",\"key\":\"m%d\","
              + "\"userId\":\"%s\",\"messageId\":\"%s\",\"receiveCount\":%d,\"requestId\":\"%s\","
              + "\"sentTimestamp\":%d,\"firstReceiveTimestamp\":%d,\"redriven\":%b%s")
          .formatted(
              event,
              function(),
              LargeRun.RUN_ID,
              n,
              LargeRun.fails(n) ? "2" : "3",
              LargeRun.messageId(n),
              receive,
              LargeRun.id(2, requestNumber),
              LargeRun.sent(n).toEpochMilli(),
              new Invocation(n, 1, false, 0, 0).start().toEpochMilli(),
              deadLetter,
              rest);
    }
  }
}
