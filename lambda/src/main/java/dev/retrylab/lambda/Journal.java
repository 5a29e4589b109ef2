package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.util.List;

/**
 * Writes what happens to each record as one JSON object a line, one call of the Lambda logger each,
 * so that each is one log event. It carries no time of its own: log events are stamped by the log
 * store, and two clocks in the evidence would contradict each other.
 */
record Journal(String function, LambdaLogger log) {
  private static final int VERSION = 1;

  /** All records of a batch, each with its place in it, from 1. */
  void received(List<Receipt> batch) {
    for (int i = 0; i < batch.size(); i++) {
      JsonObject line = line("received", batch.get(i));
      line.put("batchPosition", i + 1);
      write(line);
    }
  }

  void outcome(Receipt receipt, Outcome outcome) {
    JsonObject line = line("outcome", receipt);
    line.put("outcome", outcome.word());
    outcome.error().ifPresent(error -> line.put("error", error));
    outcome.forwardedMessageId().ifPresent(id -> line.put("forwardedMessageId", id));
    write(line);
  }

  /** The fields in the order in which a reader of the log wants them. */
  private JsonObject line(String event, Receipt receipt) {
    JsonObject line = new JsonObject();
    line.put("retryLab", VERSION);
    line.put("event", event);
    line.put("function", function);
    receipt.body().runId().ifPresent(id -> line.put("runId", id));
    receipt.body().key().ifPresent(key -> line.put("key", key));
    receipt.body().userId().ifPresent(id -> line.put("userId", id));
    line.put("messageId", receipt.messageId());
    receipt.group().ifPresent(group -> line.put("group", group));
    receipt.receiveCount().ifPresent(count -> line.put("receiveCount", count));
    line.put("requestId", receipt.requestId());
    receipt.sentTimestamp().ifPresent(time -> line.put("sentTimestamp", time));
    receipt.firstReceiveTimestamp().ifPresent(time -> line.put("firstReceiveTimestamp", time));
    line.put("redriven", receipt.redriven());
    return line;
  }

  /**
   * Ends the line itself: the logger does not, and only Lambda keeps its calls apart. On an
   * emulator they would come as one line, since there they go through standard output.
   */
  private void write(JsonObject line) {
    log.log(JsonWriter.string(line) + "\n");
  }
}
