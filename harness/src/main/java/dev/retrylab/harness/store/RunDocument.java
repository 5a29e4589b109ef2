package dev.retrylab.harness.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.ClockKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * run.json, key by key; {@link RunRecord} says what it means. A field that a run of an earlier
 * version may lack is an {@code Optional}, a {@code boolean} that is then false, or a list that is
 * then empty.
 *
 * @param scenario its name
 * @param settings trigger, queue, mapping, function and account, in the keys of a scenario file,
 *     like {@code messages} and {@code steps}
 */
public record RunDocument(
    String runId,
    String version,
    Optional<String> commit,
    List<String> commandLine,
    String scenario,
    String title,
    String target,
    ClockKind clock,
    Instant start,
    JsonNode settings,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> about,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> hypotheses,
    Names deployment,
    Allowances conditions,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Drift> drift,
    Optional<Place> aws,
    JsonNode messages,
    Optional<List<JsonNode>> steps,
    Optional<String> functions) {

  /** Where what is deployed is found. */
  public record Names(
      Optional<String> spareQueueUrl,
      String sourceQueueUrl,
      String dlqUrl,
      String consumerFunction,
      String dlqConsumerFunction,
      String consumerLogGroup,
      String dlqConsumerLogGroup) {}

  /** What the target allows for. */
  public record Allowances(
      Duration visibilityTimeoutSeconds,
      Duration slackSeconds,
      Duration clockSkewSeconds,
      boolean dlqReceiveCountSettled,
      boolean exactlyOnce) {}

  /** A setting that is deployed otherwise than the scenario says. */
  public record Drift(String setting, String inScenario, String deployed, boolean about) {}

  /** Where on AWS the stack is. */
  public record Place(
      String stack, Optional<URI> endpoint, Optional<String> region, Optional<String> profile) {

    /** The same place under other names, and without a profile. */
    public Place renamed(String newStack, String newEndpoint, Optional<String> newRegion) {
      return new Place(
          newStack, endpoint.map(any -> URI.create(newEndpoint)), newRegion, Optional.empty());
    }
  }
}
