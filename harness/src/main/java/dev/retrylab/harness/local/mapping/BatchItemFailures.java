package dev.retrylab.harness.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the answer of a function whose mapping accepts batch item failures.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">
 *     Implementing partial batch responses</a>
 */
final class BatchItemFailures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BatchItemFailures() {}

  /**
   * The message ids that go back to the queue; empty where the answer is bad, and the whole batch
   * goes back.
   *
   * @param batch the message ids of the batch
   */
  static Optional<Set<String>> read(byte[] answer, Set<String> batch) {
    try {
      JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
      return failed(failures, batch);
    } catch (JsonProcessingException e) {
      return Optional.empty(); // pbr-model-sqs-unknown-id: no JSON is a bad answer
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<Set<String>> failed(JsonNode failures, Set<String> batch) {
    if (failures.isMissingNode() || failures.isNull()) {
      return Optional.of(Set.of()); // pbr-stream-success-cases
    }
    if (!failures.isArray()) {
      return Optional.empty();
    }
    Set<String> ids = new HashSet<>();
    for (JsonNode failure : failures) {
      JsonNode id = failure.path("itemIdentifier");
      if (!id.isTextual() || !batch.contains(id.asText())) {
        return Optional.empty(); // misspelt key, null, empty or unknown: aws-documented.md
      }
      ids.add(id.asText());
    }
    return Optional.of(ids);
  }
}
