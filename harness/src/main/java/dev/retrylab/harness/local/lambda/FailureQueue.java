package dev.retrylab.harness.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.ValidCharacters;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The standard queue that gets the asynchronous invocations that have failed for good. */
public sealed interface FailureQueue {

  /** Its ARN. */
  String arn();

  /** Sends what is to be known of such an invocation. */
  void keep(FailedEvent event);

  /** An on-failure destination: it gets a record of the invocation (async-onfailure-payload). */
  record Destination(Queue queue, String functionArn) implements FailureQueue {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String arn() {
      return queue.arn().toString();
    }

    /** Everything is in the body, nothing in attributes (async-onfailure-message-attrs). */
    @Override
    public void keep(FailedEvent event) {
      ObjectNode body =
          JSON.createObjectNode().put("version", "1.0").put("timestamp", event.at().toString());
      body.putObject("requestContext")
          .put("requestId", event.requestId())
          .put("functionArn", functionArn + ":$LATEST")
          .put("condition", event.condition().word())
          .put("approximateInvokeCount", event.attempts());
      body.set("requestPayload", tree(event.payload()));
      if (event.attempts() > 0) {
        // async-onfailure-statuscode-200
        body.putObject("responseContext")
            .put("statusCode", 200)
            .put("executedVersion", "$LATEST")
            .put("functionError", "Unhandled");
        body.set("responsePayload", tree(event.last().payload()));
      }
      queue.send(SendRequest.of(ValidCharacters.replaced(body.toString())));
    }
  }

  /** The dead-letter queue of the function itself: it gets the event alone (async-dlq-payload). */
  record FunctionDeadLetterQueue(Queue queue) implements FailureQueue {
    private static final int LONGEST_ERROR = 1024;

    @Override
    public String arn() {
      return queue.arn().toString();
    }

    @Override
    public void keep(FailedEvent event) {
      String body = new String(event.payload(), StandardCharsets.UTF_8);
      queue.send(
          SendRequest.of(ValidCharacters.replaced(body))
              .withAttributes(
                  Map.of(
                      "RequestID", MessageAttribute.ofText("String", event.requestId()),
                      "ErrorCode", MessageAttribute.ofText("Number", "200"),
                      "ErrorMessage", MessageAttribute.ofText("String", error(event)))));
    }

    /**
     * The first 1 KB of the error message (Lambda developer guide, dead-letter queues). It must be
     * a text that the queue takes, or the event would be lost.
     */
    private static String error(FailedEvent event) {
      String text = tree(event.last().payload()).path("errorMessage").asText("");
      String first = text.substring(0, Math.min(text.length(), LONGEST_ERROR));
      return first.isEmpty() ? "no error message" : ValidCharacters.replaced(first);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return Destination.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
