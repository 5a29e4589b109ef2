package dev.retrylab.harness.fidelity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scoreboard as a document, and back: jobs that each know one engine make one table. */
public final class ScoreboardJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreboardJson() {}

  /** The document. */
  public static ObjectNode of(Scoreboard scoreboard) {
    ObjectNode document = JSON.createObjectNode().put("schema", SCHEMA);
    document.put("outcome", scoreboard.worst().word());
    for (CaseResult cell : scoreboard.cells()) {
      document
          .withArray("results")
          .addObject()
          .put("case", cell.contractCase())
          .put("engine", cell.engine())
          .put("outcome", cell.outcome().word())
          .put("runDirectory", cell.runDirectory())
          .<ObjectNode>set("unexpected", JSON.valueToTree(cell.unexpected()))
          .<ObjectNode>set("known", JSON.valueToTree(cell.known()))
          .set("gone", JSON.valueToTree(cell.gone()));
    }
    return document;
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException where the text is no such document
   */
  public static Scoreboard read(String text) {
    JsonNode document = parse(text);
    if (document.path("schema").asInt() != SCHEMA) {
      throw new IllegalArgumentException(
          "schema is %s, but must be %d"
              .formatted(document.path("schema").asText("missing"), SCHEMA));
    }
    List<CaseResult> results = new ArrayList<>();
    document.path("results").forEach(cell -> results.add(result(cell)));
    return new Scoreboard(results);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static CaseResult result(JsonNode cell) {
    String word = cell.path("outcome").asText();
    Outcome outcome =
        Arrays.stream(Outcome.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("there is no outcome \"" + word + "\""));
    return new CaseResult(
        cell.path("engine").asText(),
        cell.path("case").asText(),
        outcome,
        texts(cell.path("unexpected")),
        texts(cell.path("known")),
        texts(cell.path("gone")),
        cell.path("runDirectory").asText());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
