package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Makes the parts of an answer. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode texts(Map<String, String> values) {
    ObjectNode object = object();
    values.forEach(object::put);
    return object;
  }
}
