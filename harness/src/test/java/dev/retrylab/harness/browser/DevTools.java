package dev.retrylab.harness.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection of the Chrome DevTools protocol: commands with their answers, and events. */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;

  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaitedEvents = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient http, URI uri) {
    DevTools tools = new DevTools();
    tools.socket = http.newWebSocketBuilder().buildAsync(uri, tools).join();
    return tools;
  }

  /** All events since the connection, each with its {@code method} and {@code params}. */
  List<JsonNode> events() {
    return events;
  }

  /** Gives a command, and waits for an event that it leads to. */
  void sendAndAwait(String method, Map<String, ?> params, String event) {
    CompletableFuture<JsonNode> awaited = new CompletableFuture<>();
    awaitedEvents.put(event, awaited);
    send(method, params);
    awaited.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Gives a command, and waits for its result. */
  JsonNode send(String method, Map<String, ?> params) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(params));
    socket.sendText(command.toString(), true).join();
    JsonNode result = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.path("error"));
    }
    return result.path("result");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      take(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
      if (answer == null) {
        events.add(message);
        Optional.ofNullable(awaitedEvents.remove(message.path("method").asText()))
            .ifPresent(awaited -> awaited.complete(message));
      } else {
        answer.complete(message);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
