package dev.retrylab.harness.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.experiment.WrittenRun.Line;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All that stands in the log of one invocation of one function, by hand and complete.
 *
 * @param millis when it began, since the start of the run
 */
record InvocationLines(
    FunctionRole function, String requestId, long millis, List<Item> items, Ending ending) {

  /** What the Java runtime logs of an exception that left the handler. */
  static final String UNCAUGHT =
      "closed: java.lang.IllegalStateException\njava.lang.IllegalStateException: closed\n\tat a.C.d(C.java:7)\n";

  /** How the platform writes. */
  enum Style {
    TEXT,
    /** As before 2025: no status anywhere. */
    OLD_TEXT,
    JSON
  }

  /**
   * A record of its batch.
   *
   * @param outcome the word of its outcome line; empty without one
   */
  record Item(String key, String messageId, int count, boolean redriven, Optional<String> outcome) {

    /** A message in the source queue. */
    static Item of(String key, int count, String outcome) {
      return new Item(
          key, "id-" + key, count, false, Optional.of(outcome).filter(word -> !word.isEmpty()));
    }

    /** A message that the redrive policy moved, in the dead-letter queue. */
    static Item redriven(String key, int count) {
      return new Item(key, "id-" + key, count, true, Optional.of("succeeded"));
    }

    /** The copy that the consumer sent there of a message. */
    static Item copy(String key) {
      return new Item(key, "copy-" + key, 1, false, Optional.of("succeeded"));
    }
  }

  static InvocationLines consumer(String name, long millis, Ending ending, Item... items) {
    return new InvocationLines(
        FunctionRole.CONSUMER, requestId(name), millis, List.of(items), ending);
  }

  static InvocationLines dlqConsumer(String name, long millis, Item... items) {
    return new InvocationLines(
        FunctionRole.DLQ_CONSUMER, requestId(name), millis, List.of(items), Ending.OK);
  }

  /** Always the same for a name, in the form that AWS gives its request ids. */
  private static String requestId(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  /** Its lines in the order in which it wrote them, a few milliseconds apart. */
  List<Line> lines(Style style) {
    List<String> texts = new ArrayList<>(List.of(start(style)));
    for (int i = 0; i < items.size(); i++) {
      texts.add(journal(style, received(items.get(i), i + 1)));
    }
    for (Item item : items) {
      item.outcome().ifPresent(word -> texts.add(journal(style, outcome(item, word))));
    }
    if (ending == Ending.ERROR) {
      texts.add(logged(style, "ERROR", UNCAUGHT));
    }
    texts.addAll(end(style));
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(new Line(function, "stream-of-" + requestId, millis + 2L * i, texts.get(i)));
    }
    return lines;
  }

  private String start(Style style) {
    return style == Style.JSON
        ? platform("platform.start", "")
        : "START RequestId: " + requestId + " Version: $LATEST\n";
  }

  private List<String> end(Style style) {
    if (style == Style.JSON) {
      return List.of(platform("platform.report", ",\"status\":" + jsonStatus()));
    }
    List<String> lines = new ArrayList<>();
    if (ending == Ending.TIMED_OUT) {
      lines.add("2026-11-27T15:58:07.573Z " + requestId + " Task timed out after 3.00 seconds\n\n");
    } else if (ending == Ending.CRASHED) {
      lines.add(
          "RequestId: "
              + requestId
              + " Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n");
    }
    lines.add("END RequestId: " + requestId + "\n");
    lines.add(
        "REPORT RequestId: "
            + requestId
            + "\tDuration: 12.00 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 143 MB\t"
            + (style == Style.TEXT ? textStatus() : "")
            + "\n");
    return lines;
  }

  private String textStatus() {
    return switch (ending) {
      case TIMED_OUT -> "Status: timeout";
      case CRASHED -> "Status: error\tError Type: Runtime.ExitError";
      case OK, ERROR, UNKNOWN -> "";
    };
  }

  /** Lambda's Java runtime reports an exception of the handler as a success. */
  private String jsonStatus() {
    return switch (ending) {
      case TIMED_OUT -> "\"timeout\"";
      case CRASHED -> "\"error\",\"errorType\":\"Runtime.ExitError\"";
      case OK, ERROR, UNKNOWN -> "\"success\"";
    };
  }

  private String platform(String type, String more) {
    return "{\"time\":\"2026-11-27T15:58:07.573Z\",\"type\":\"%s\",\"record\":{\"requestId\":\"%s\"%s}}\n"
        .formatted(type, requestId, more);
  }

  private String journal(Style style, ObjectNode line) {
    return logged(style, "INFO", line + "\n");
  }

  /** What the function, or the runtime for it, logs as a text. */
  String logged(Style style, String level, String text) {
    return style == Style.JSON
        ? JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", "2026-11-27T15:58:07.573Z")
                .put("level", level)
                .put("message", text)
                .put("AWSRequestId", requestId)
            + "\n"
        : text;
  }

  private ObjectNode received(Item item, int position) {
    return record(item, "received").put("batchPosition", position);
  }

  private ObjectNode outcome(Item item, String word) {
    ObjectNode line = record(item, "outcome").put("outcome", word);
    if (word.equals("failed")) {
      line.put("error", "java.lang.IllegalStateException: no");
    }
    return word.equals("forwarded") ? line.put("forwardedMessageId", "copy-" + item.key()) : line;
  }

  private ObjectNode record(Item item, String event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("retryLab", 1)
        .put("event", event)
        .put("function", function.word())
        .put("runId", WrittenRun.RUN.text())
        .put("key", item.key())
        .put("userId", "3")
        .put("messageId", item.messageId())
        .put("group", "3")
        .put("receiveCount", item.count())
        .put("requestId", requestId)
        .put("sentTimestamp", WrittenRun.START.toEpochMilli())
        .put("firstReceiveTimestamp", WrittenRun.START.toEpochMilli())
        .put("redriven", item.redriven());
  }
}
