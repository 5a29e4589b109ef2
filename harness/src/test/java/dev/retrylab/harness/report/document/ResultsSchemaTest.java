package dev.retrylab.harness.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.retrylab.harness.report.Reports;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run prints keeps to the schema that is shipped with it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResultsSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(ResultsSchemaTest.class.getResourceAsStream("/schemas/results.schema.json"));

  /** As others read it: numbers from text. */
  private static ObjectNode written(RunReport report) throws Exception {
    return (ObjectNode) JSON.readTree(RunJson.of(report).toString());
  }

  @Test
  void every_report_of_these_tests_is_valid() throws Exception {
    for (RunReport report : List.of(Reports.article(), Reports.poisonedBatch(), Reports.many())) {
      assertThat(SCHEMA.validate(written(report))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"schema", "verdict", "messages", "hypotheses", "findings", "evidence"})
  void nothing_may_be_left_out(String field) throws Exception {
    ObjectNode document = written(Reports.article());
    document.remove(field);
    assertThat(SCHEMA.validate(document)).isNotEmpty();
  }

  @Test
  void the_words_of_fates_and_events_are_those_of_the_program() {
    JsonNode definitions = SCHEMA.getSchemaNode().path("$defs");
    assertThat(words(definitions.path("fate")))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Fate.values()).map(Fate::word).toList());
    assertThat(words(definitions.path("event").path("properties").path("type")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(EventType.values()).map(EventType::word).toList());
  }

  private static List<String> words(JsonNode definition) {
    return StreamSupport.stream(definition.path("enum").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void words_that_are_not_in_the_contract_are_refused() throws Exception {
    ObjectNode document = written(Reports.article());
    JsonNode message = document.path("messages").get(0);
    ((ObjectNode) message).put("fate", "vanished");
    assertThat(SCHEMA.validate(document))
        .singleElement()
        .asString()
        .startsWith("$.messages[0].fate: ");
  }
}
