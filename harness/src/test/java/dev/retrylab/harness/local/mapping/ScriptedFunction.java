package dev.retrylab.harness.local.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.lambda.Invoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A function without a process: answers by a rule after a time, and keeps what it was given. */
final class ScriptedFunction implements Invoker {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One run: when, since the start of the test, and the bodies and receive counts of its batch. */
  record Run(Duration at, List<String> bodies, List<String> receiveCounts) {}

  private final EngineClock clock;
  private final Instant start;
  private final Duration takes;
  private final Function<JsonNode, InvocationResult> rule;
  private final List<Run> runs = new ArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<Integer> payloads = new ArrayList<>();

  ScriptedFunction(EngineClock clock, Duration takes, Function<JsonNode, InvocationResult> rule) {
    this.clock = clock;
    this.start = clock.instant();
    this.takes = takes;
    this.rule = rule;
  }

  static ScriptedFunction failing(EngineClock clock) {
    return new ScriptedFunction(clock, Duration.ZERO, event -> failure());
  }

  static ScriptedFunction answering(EngineClock clock, String answer) {
    return new ScriptedFunction(clock, Duration.ZERO, event -> answer(answer));
  }

  static InvocationResult failure() {
    return new FunctionError("{}".getBytes(StandardCharsets.UTF_8));
  }

  static InvocationResult answer(String json) {
    return new Returned(json.getBytes(StandardCharsets.UTF_8));
  }

  List<Run> runs() {
    return runs;
  }

  /** How many bytes each event had. */
  List<Integer> payloads() {
    return payloads;
  }

  List<JsonNode> events() {
    return events;
  }

  @Override
  public CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload) {
    JsonNode event = read(payload);
    events.add(event);
    payloads.add(payload.length);
    List<String> bodies = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      bodies.add(record.path("body").asText());
      counts.add(record.path("attributes").path("ApproximateReceiveCount").asText());
    }
    runs.add(new Run(Duration.between(start, clock.instant()), bodies, counts));
    CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    clock.at(clock.instant().plus(takes), () -> result.complete(rule.apply(event)));
    return result;
  }

  static JsonNode read(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
