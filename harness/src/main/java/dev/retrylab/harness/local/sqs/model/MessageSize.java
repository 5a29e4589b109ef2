package dev.retrylab.harness.local.sqs.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** The bytes of a message that count: its body, and names, types and values of its attributes. */
public final class MessageSize {
  /** The most that a message, or all messages of a batch together, may have (fact lim-1mib). */
  public static final int LIMIT = 1_048_576;

  private MessageSize() {}

  public static long of(SendRequest request) {
    long bytes = bytes(request.body());
    for (Map.Entry<String, MessageAttribute> entry : request.attributes().entrySet()) {
      bytes += bytes(entry.getKey()) + bytes(entry.getValue().dataType());
      bytes += entry.getValue().value().length;
    }
    return bytes;
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
