package dev.retrylab.harness.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Serves AWS's JSON protocols: the header X-Amz-Target names the service and the action. */
final class JsonHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, AwsJsonService> services = new ConcurrentHashMap<>();
  private final Serving serving;

  JsonHandler(Serving serving) {
    this.serving = serving;
  }

  void mount(String targetPrefix, AwsJsonService service) {
    services.put(targetPrefix, service);
  }

  /** Whether a request is of these protocols. */
  static boolean speaks(HttpExchange exchange) {
    return exchange.headers().get("X-Amz-Target") != null || exchange.method().equals("POST");
  }

  void handle(HttpExchange exchange) {
    String target = Optional.ofNullable(exchange.headers().get("X-Amz-Target")).orElse("");
    int dot = target.indexOf('.');
    AwsJsonService service = services.get(target.substring(0, Math.max(dot, 0)));
    if (service == null) {
      serving.serve(exchange, new Call(new UnknownService(target), target, exchange));
    } else {
      serving.serve(exchange, new Call(service, target.substring(dot + 1), exchange));
    }
  }

  private static final class Call implements Serving.Conversation<ObjectNode> {
    private final AwsJsonService service;
    private final String action;
    private final byte[] body;
    private final Optional<String> trace;
    private ObjectNode input = JSON.createObjectNode();

    Call(AwsJsonService service, String action, HttpExchange exchange) {
      this.service = service;
      this.action = action;
      this.body = exchange.body();
      this.trace =
          Optional.ofNullable(exchange.headers().get("X-Amzn-Trace-Id"))
              .filter(id -> !id.isEmpty());
    }

    @Override
    public CompletableFuture<ObjectNode> answer() {
      input = parse(body);
      return service.call(action, input, trace).toCompletableFuture();
    }

    @Override
    public Response reply(ObjectNode answer) {
      return json(200, answer, Map.of());
    }

    @Override
    public Response refusal(AwsError error) {
      ObjectNode body = JSON.createObjectNode();
      body.put("__type", service.errorType(error));
      body.put("message", error.getMessage());
      Map<String, String> headers = new LinkedHashMap<>();
      error
          .queryCode()
          .ifPresent(
              code ->
                  headers.put(
                      "x-amzn-query-error",
                      code + ";" + (error.senderFault() ? "Sender" : "Receiver")));
      return json(error.status(), body, headers);
    }

    @Override
    public void undelivered(ObjectNode answer) {
      service.undelivered(action, input, answer);
    }

    private Response json(int status, ObjectNode body, Map<String, String> more) {
      Map<String, String> headers = new LinkedHashMap<>(more);
      headers.put("Content-Type", service.contentType());
      headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
      try {
        return new Response(status, headers, JSON.writeValueAsBytes(body));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A JSON tree can always be written", e);
      }
    }
  }

  private static ObjectNode parse(byte[] body) {
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Falls through: whatever is no JSON object is refused in the same words.
    }
    throw AwsError.of("SerializationException", "The request body is not a JSON object.", 400);
  }
}
