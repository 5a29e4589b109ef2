package dev.retrylab.harness.fidelity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A scoreboard as a document, and back: jobs that each know one engine make one table. */
public final class ScoreboardJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private record Document(
      int schema,
      CaseOutcome outcome,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CaseResult> results) {}

  private ScoreboardJson() {}

  /** The document. */
  public static ObjectNode of(Scoreboard scoreboard) {
    return JSON.valueToTree(new Document(SCHEMA, scoreboard.worst(), scoreboard.cells()));
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException where the text is no such document
   */
  public static Scoreboard read(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      if (document.path("schema").asInt() != SCHEMA) {
        throw new IllegalArgumentException(
            "schema is %s, but must be %d"
                .formatted(document.path("schema").asText("missing"), SCHEMA));
      }
      return new Scoreboard(
          document.has("results")
              ? JSON.treeToValue(document.get("results"), new TypeReference<List<CaseResult>>() {})
              : List.of());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : "it is no JSON of a scoreboard: " + e.getOriginalMessage(),
          e);
    }
  }
}
