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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** AWS's JSON protocols: the header X-Amz-Target names the service and the action. */
final class JsonProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, AwsJsonService> services = new ConcurrentHashMap<>();

  void mount(String targetPrefix, AwsJsonService service) {
    services.put(targetPrefix, service);
  }

  /** Whether a request is of these protocols. */
  static boolean speaks(HttpExchange exchange) {
    return exchange.headers().contains("X-Amz-Target") || exchange.method().equals("POST");
  }

  ServiceCall<ObjectNode> call(HttpExchange exchange) {
    String target = exchange.headers().get("X-Amz-Target", "");
    int dot = target.indexOf('.');
    AwsJsonService service = services.get(target.substring(0, Math.max(dot, 0)));
    return new Call(
        service == null ? new NoService(target) : service, target.substring(dot + 1), exchange);
  }

  /** Stands where no service is mounted. */
  private record NoService(String target) implements AwsJsonService {
    @Override
    public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
      throw AwsError.notServed(target, 400);
    }

    @Override
    public String contentType() {
      return "application/x-amz-json-1.0";
    }
  }

  private static final class Call implements ServiceCall<ObjectNode> {
    private final AwsJsonService service;
    private final String action;
    private final HttpExchange exchange;
    private ObjectNode input = JSON.createObjectNode();

    Call(AwsJsonService service, String action, HttpExchange exchange) {
      this.service = service;
      this.action = action;
      this.exchange = exchange;
    }

    @Override
    public CompletableFuture<ObjectNode> call() {
      input = parse(exchange.body());
      Optional<String> trace =
          Optional.ofNullable(exchange.headers().get("X-Amzn-Trace-Id"))
              .filter(id -> !id.isEmpty());
      return service.call(action, input, trace).toCompletableFuture();
    }

    @Override
    public Response response(ObjectNode answer) {
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
