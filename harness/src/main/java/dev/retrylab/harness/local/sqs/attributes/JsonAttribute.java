package dev.retrylab.harness.local.sqs.attributes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads the attributes of queues whose texts are JSON objects. */
final class JsonAttribute {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAttribute() {}

  /** The object that the text is, or nothing where it is no JSON or another value. */
  static Optional<ObjectNode> object(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
