package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Message attributes in JSON, both ways. */
final class MessageAttributes {
  private MessageAttributes() {}

  static Map<String, MessageAttribute> read(Input input, String member) {
    Map<String, Input> objects = input.objects(member);
    if (objects.isEmpty()) {
      return Map.of();
    }
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    objects.forEach((name, value) -> attributes.put(name, attribute(name, value)));
    return attributes;
  }

  private static MessageAttribute attribute(String name, Input value) {
    String type = value.text("DataType").orElse("");
    Optional<String> binary = value.text("BinaryValue");
    if (binary.isPresent() && value.text("StringValue").isPresent()) {
      throw SqsErrors.invalidParameter(
          "Message (user) attribute '" + name + "' must have a single value.");
    }
    if (type.startsWith("Binary")) {
      return MessageAttribute.ofBytes(type, binary.map(b -> bytes(name, b)).orElse(new byte[0]));
    }
    return MessageAttribute.ofText(type, value.text("StringValue").orElse(""));
  }

  private static byte[] bytes(String name, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw SqsErrors.invalidParameter(
          "The value of message (user) attribute '" + name + "' is not base64.");
    }
  }

  static ObjectNode write(Map<String, MessageAttribute> attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, attribute) -> {
          ObjectNode value = json.putObject(name).put("DataType", attribute.dataType());
          if (attribute.binary()) {
            value.put("BinaryValue", Base64.getEncoder().encodeToString(attribute.value()));
          } else {
            value.put("StringValue", attribute.text());
          }
        });
    return json;
  }

  /**
   * Those that a receiver asks for: by name, by the beginning of a name ("foo.*"), or all ("All",
   * ".*" or "*").
   */
  static Map<String, MessageAttribute> chosen(
      Map<String, MessageAttribute> all, List<String> wanted) {
    if (all.isEmpty() || wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, MessageAttribute> chosen = new TreeMap<>(all);
    chosen.keySet().removeIf(name -> wanted.stream().noneMatch(w -> matches(name, w)));
    return chosen;
  }

  private static boolean matches(String name, String wanted) {
    return wanted.equals("All")
        || wanted.equals("*")
        || wanted.equals(name)
        || (wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2)));
  }
}
