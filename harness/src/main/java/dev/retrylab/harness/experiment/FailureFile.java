package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.LabFailure;
import java.util.List;

/** Keeps failures.ndjson: what failed inside the lab itself while a run went on. */
final class FailureFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FailureFile() {}

  /** Adds those that the file has not yet: a target's failures only grow. */
  static void update(RunDirectory directory, List<LabFailure> failures, int known) {
    failures.stream().skip(known).forEach(one -> directory.append(RunFile.FAILURES, json(one)));
  }

  private static JsonNode json(LabFailure failure) {
    return JSON.createObjectNode()
        .put("schema", 1)
        .put("at", failure.at().toString())
        .put("what", failure.what())
        .put("stackTrace", failure.stackTrace());
  }

  /** Those of all processes that took part in the run. */
  static List<LabFailure> read(RunDirectory directory) {
    return directory.has(RunFile.FAILURES)
        ? directory.readLines(RunFile.FAILURES).stream().map(FailureFile::failure).toList()
        : List.of();
  }

  private static LabFailure failure(JsonNode line) {
    return new LabFailure(
        StoredTime.parse(line.path("at").asText()),
        line.path("what").asText(),
        line.path("stackTrace").asText());
  }
}
