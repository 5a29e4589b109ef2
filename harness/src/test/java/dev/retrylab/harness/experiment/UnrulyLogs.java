package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * CloudWatch Logs on a bad day: events come late, out of order and twice, pages are short or empty
 * and yet not the last, and calls fail in the middle.
 */
final class UnrulyLogs implements AwsJsonService {
  /**
   * How the day is.
   *
   * @param failuresInTen how many of ten calls fail
   * @param pageSize the most events of a page
   */
  record Habits(long seed, int mostLagSeconds, int failuresInTen, int pageSize) {
    private static final int PERFECT = 10_000;

    static Habits perfect() {
      return new Habits(0, 0, 0, PERFECT);
    }

    boolean orderly() {
      return pageSize == PERFECT;
    }
  }

  private final AwsJsonService logs;
  private final InstantSource clock;
  private final Habits habits;
  private final Random random;
  private final Map<String, List<JsonNode>> rests = new HashMap<>();

  /**
   * @param logs which tell everything, in order and at once
   */
  UnrulyLogs(AwsJsonService logs, InstantSource clock, Habits habits) {
    this.logs = logs;
    this.clock = clock;
    this.habits = habits;
    this.random = new Random(habits.seed());
  }

  @Override
  public synchronized CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    if (!action.equals("FilterLogEvents") || habits.orderly()) {
      return logs.call(action, input);
    }
    if (random.nextInt(10) < habits.failuresInTen()) {
      throw random.nextBoolean()
          ? AwsError.of("InternalFailure", "not now", 500)
          : AwsError.of("ServiceUnavailableException", "not now", 503);
    }
    String token = input.path("nextToken").asText();
    return token.isEmpty()
        ? logs.call(action, input).thenApply(all -> page(all, readable(all)))
        : CompletableFuture.completedFuture(page(input.objectNode(), rests.get(token)));
  }

  private List<JsonNode> readable(ObjectNode all) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : all.path("events")) {
      ObjectNode late = event.deepCopy();
      late.put("ingestionTime", event.path("timestamp").asLong() + lagMillis(event));
      if (late.path("ingestionTime").asLong() <= clock.millis()) {
        found.add(late);
        if (random.nextInt(4) == 0) {
          found.add(late);
        }
      }
    }
    Collections.shuffle(found, random);
    return found;
  }

  /** Always the same for an event. */
  private int lagMillis(JsonNode event) {
    long seed = habits.seed() * 31 + event.path("eventId").asText().hashCode();
    return new Random(seed).nextInt(habits.mostLagSeconds() * 1000 + 1);
  }

  private ObjectNode page(ObjectNode answer, List<JsonNode> events) {
    int size = Math.min(events.size(), random.nextInt(habits.pageSize() + 1));
    answer.putArray("events").addAll(events.subList(0, size));
    if (size < events.size()) {
      String token = "more-" + random.nextLong();
      rests.put(token, events.subList(size, events.size()));
      answer.put("nextToken", token);
    }
    return answer;
  }

  @Override
  public String contentType() {
    return logs.contentType();
  }
}
