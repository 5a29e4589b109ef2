package dev.retrylab.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch response that a mapping with batch item failures cannot use: it takes the whole batch for
 * failed (Lambda developer guide, services-sqs-errorhandling).
 */
enum MalformedResponse {
  EMPTY_ID("answer-empty-id", "itemIdentifier", ""),
  NULL_ID("answer-null-id", "itemIdentifier", null),
  UNKNOWN_ID("answer-unknown-id", "itemIdentifier", "of-no-record-in-the-batch"),
  MISSPELT_KEY("answer-misspelt-key", "itemIdentifer", "of-no-record-in-the-batch");

  /** A response that names nothing, which a mapping takes for the success of the whole batch. */
  static final Map<String, Object> EMPTY_OBJECT = Map.of();

  private final String behaviour;
  private final String key;
  private final String id;

  MalformedResponse(String behaviour, String key, String id) {
    this.behaviour = behaviour;
    this.key = key;
    this.id = id;
  }

  static Optional<MalformedResponse> find(String behaviour) {
    return Arrays.stream(values())
        .filter(response -> response.behaviour.equals(behaviour))
        .findFirst();
  }

  /** Thrown to end the work on the batch with such a response. */
  static final class Requested extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MalformedResponse response;

    /**
     * @param label names the message that asks for it
     */
    Requested(MalformedResponse response, String label) {
      super(
          "the function gives the answer that %s asks for: %s"
              .formatted(label, response.behaviour));
      this.response = response;
    }

    /** For Lambda to serialize: it leaves a null out, but writes an empty Optional as null. */
    Map<String, List<Map<String, Optional<String>>>> response() {
      return Map.of(
          "batchItemFailures", List.of(Map.of(response.key, Optional.ofNullable(response.id))));
    }
  }
}
