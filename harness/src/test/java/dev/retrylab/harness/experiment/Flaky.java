package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A service that has its troubles at times that a test chooses. */
final class Flaky implements AwsJsonService {
  private record Refusal(Instant from, Instant until, AwsError error) {}

  private final AwsJsonService service;
  private final InstantSource clock;
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, Deque<AwsError>> insteadOf = new HashMap<>();
  private final Map<String, Deque<AwsError>> after = new HashMap<>();

  private final Map<String, List<ObjectNode>> answers = new HashMap<>();
  private Optional<ObjectNode> entry = Optional.empty();

  Flaky(AwsJsonService service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  /** Refuses everything for a while. */
  synchronized void refuse(Instant from, Instant until, AwsError error) {
    refusals.add(new Refusal(from, until, error));
  }

  /** Refuses an action once more. */
  synchronized void refuseNext(String action, AwsError error) {
    insteadOf.computeIfAbsent(action, any -> new ArrayDeque<>()).add(error);
  }

  /** Does an action once more, and then answers that it failed. */
  synchronized void loseNextAnswer(String action) {
    after
        .computeIfAbsent(action, any -> new ArrayDeque<>())
        .add(AwsError.of("InternalFailure", "The answer is lost.", 500));
  }

  /** Finds fault with one entry of the next SendMessageBatch, after taking the others. */
  synchronized void refuseEntry(String id, String code, String message) {
    entry =
        Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("Id", id)
                .put("Code", code)
                .put("Message", message)
                .put("SenderFault", true));
  }

  private CompletionStage<ObjectNode> withoutEntry(ObjectNode input, ObjectNode refused) {
    entry = Optional.empty();
    Iterator<JsonNode> entries = input.path("Entries").elements();
    while (entries.hasNext()) {
      if (entries.next().path("Id").equals(refused.path("Id"))) {
        entries.remove();
      }
    }
    return service
        .call("SendMessageBatch", input)
        .thenApply(
            answer -> {
              answer.withArray("Failed").add(refused);
              return answer;
            });
  }

  /** All that an action has answered so far, whether or not the answer was lost. */
  synchronized List<ObjectNode> answers(String action) {
    return List.copyOf(answers.getOrDefault(action, List.of()));
  }

  @Override
  public synchronized CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    Instant now = clock.instant();
    for (Refusal refusal : refusals) {
      if (!now.isBefore(refusal.from()) && now.isBefore(refusal.until())) {
        throw refusal.error();
      }
    }
    throwNext(insteadOf, action);
    boolean whole = entry.isEmpty() || !action.equals("SendMessageBatch");
    CompletionStage<ObjectNode> answer =
        whole ? service.call(action, input) : withoutEntry(input, entry.orElseThrow());
    answer.thenAccept(
        done -> answers.computeIfAbsent(action, any -> new ArrayList<>()).add(done.deepCopy()));
    throwNext(after, action);
    return answer;
  }

  private static void throwNext(Map<String, Deque<AwsError>> errors, String action) {
    Optional.ofNullable(errors.get(action))
        .map(Deque::poll)
        .ifPresent(
            error -> {
              throw error;
            });
  }

  @Override
  public String contentType() {
    return service.contentType();
  }

  @Override
  public String errorType(AwsError error) {
    return service.errorType(error);
  }
}
