package dev.retrylab.harness.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The run of one point.
 *
 * @param exitCode of the run
 * @param results the document of {@code run --json}; empty if the run did not get that far
 */
public record PointRun(int exitCode, Optional<JsonNode> results) {

  /** MATCH, DIVERGED or INCONCLUSIVE; FAILED where there is no result. */
  public String verdict() {
    return results.map(document -> document.path("verdict").asText()).orElse("FAILED");
  }

  /** Where the evidence is. */
  public Optional<String> runDirectory() {
    return results.map(document -> document.path("runDirectory").asText());
  }

  /** What was seen of one message. */
  public Optional<JsonNode> message(String key) {
    if (results.isPresent()) {
      for (JsonNode message : results.get().path("messages")) {
        if (message.path("key").asText().equals(key)) {
          return Optional.of(message);
        }
      }
    }
    return Optional.empty();
  }
}
