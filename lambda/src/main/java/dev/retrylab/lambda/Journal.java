package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what happens to each record as one JSON object a line, one call of the Lambda logger each,
 * so that each is one log event. It carries no time of its own: log events are stamped by the log
 * store, and two clocks in the evidence would contradict each other.
 *
 * @param function the function that writes it: consumer or dlq-consumer
 */
record Journal(String function, Context context) {
  private static final int VERSION = 1;

  /** All records of a batch, each with its place in it, from 1. */
  void received(List<ReceivedMessage> batch) {
    for (int i = 0; i < batch.size(); i++) {
      Map<String, Object> line = line("received", batch.get(i));
      line.put("batchPosition", i + 1);
      write(line);
    }
  }

  /** What became of a record in this invocation. */
  void outcome(ReceivedMessage message, Outcome outcome) {
    Map<String, Object> line = line("outcome", message);
    line.put("outcome", outcome.word());
    outcome.error().ifPresent(error -> line.put("error", error));
    outcome.forwardedMessageId().ifPresent(id -> line.put("forwardedMessageId", id));
    write(line);
  }

  /** Records that the function did not reach. */
  void unprocessed(Collection<ReceivedMessage> messages) {
    messages.forEach(message -> outcome(message, Outcome.unprocessed()));
  }

  /** The fields in the order in which a reader of the log wants them. */
  private Map<String, Object> line(String event, ReceivedMessage message) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("retryLab", VERSION);
    line.put("event", event);
    line.put("function", function);
    message.body().runId().ifPresent(id -> line.put("runId", id));
    message.body().key().ifPresent(key -> line.put("key", key));
    message.body().userId().ifPresent(id -> line.put("userId", id));
    line.put("messageId", message.messageId());
    message.group().ifPresent(group -> line.put("group", group));
    message.receiveCount().ifPresent(count -> line.put("receiveCount", count));
    line.put("requestId", context.getAwsRequestId());
    message.sentTimestamp().ifPresent(time -> line.put("sentTimestamp", time));
    message.firstReceiveTimestamp().ifPresent(time -> line.put("firstReceiveTimestamp", time));
    line.put("redriven", message.movedByRedrivePolicy());
    return line;
  }

  /**
   * Ends the line itself: the logger does not, and only Lambda keeps its calls apart. On an
   * emulator they would come as one line, since there they go through standard output.
   */
  private void write(Map<String, Object> line) {
    try {
      context.getLogger().log(JSON.std.asString(line) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
