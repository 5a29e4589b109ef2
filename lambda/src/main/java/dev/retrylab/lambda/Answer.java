package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a function answers to a batch.
 *
 * @param json the object that the mapping reads, if it reads answers at all
 */
record Answer(Map<String, List<Map<String, String>>> json) {

  /** Names the records that failed (Lambda developer guide, services-sqs-errorhandling). */
  static Answer of(SQSBatchResponse response) {
    return new Answer(
        Map.of(
            "batchItemFailures",
            response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .map(id -> failure("itemIdentifier", id))
                .toList()));
  }

  /** An object that names nothing. */
  static Answer emptyObject() {
    return new Answer(Map.of());
  }

  /** With a key that may be misspelt, and an id that may be null: Map.of() takes no null. */
  static Answer oneFailure(String key, String id) {
    return new Answer(Map.of("batchItemFailures", List.of(failure(key, id))));
  }

  private static Map<String, String> failure(String key, String id) {
    return Collections.singletonMap(key, id);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(JsonWriter.string(json).getBytes(StandardCharsets.UTF_8));
  }
}
