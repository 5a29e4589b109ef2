package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A request or a part of it, read by member. What has the wrong JSON type is refused with
 * SerializationException; null counts as absent.
 *
 * @param trace the request's header X-Amzn-Trace-Id
 */
record Input(ObjectNode json, Optional<String> trace) {

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  Optional<String> text(String name) {
    return member(name).map(value -> asText(value, name));
  }

  /** A text that must be there; AWS calls it missing where it is empty, too. */
  String required(String name) {
    return text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> SqsErrors.missingParameter(name));
  }

  Optional<Integer> integer(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                throw wrongType(name, "a whole number");
              }
              return value.intValue();
            });
  }

  Optional<Duration> seconds(String name) {
    return integer(name).map(Duration::ofSeconds);
  }

  Optional<Input> object(String name) {
    return member(name).map(value -> asObject(value, name));
  }

  Map<String, String> texts(String name) {
    return members(name, value -> asText(value, name));
  }

  Map<String, Input> objects(String name) {
    return members(name, value -> asObject(value, name));
  }

  private <T> Map<String, T> members(String name, Function<JsonNode, T> reader) {
    Optional<Input> object = object(name);
    if (object.isEmpty()) {
      return Map.of();
    }
    Map<String, T> read = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.get().json.properties()) {
      if (!entry.getValue().isNull()) {
        read.put(entry.getKey(), reader.apply(entry.getValue()));
      }
    }
    return read;
  }

  List<String> textList(String name) {
    return list(name, value -> asText(value, name));
  }

  List<Input> objectList(String name) {
    return list(name, value -> asObject(value, name));
  }

  private <T> List<T> list(String name, Function<JsonNode, T> reader) {
    Optional<JsonNode> array = member(name);
    if (array.isEmpty()) {
      return List.of();
    }
    if (!array.get().isArray()) {
      throw wrongType(name, "a list");
    }
    return StreamSupport.stream(array.get().spliterator(), false).map(reader).toList();
  }

  private static String asText(JsonNode value, String name) {
    if (!value.isTextual()) {
      throw wrongType(name, "a text");
    }
    return value.textValue();
  }

  private Input asObject(JsonNode value, String name) {
    if (value instanceof ObjectNode object) {
      return new Input(object, trace);
    }
    throw wrongType(name, "an object");
  }

  private static AwsError wrongType(String name, String wanted) {
    return AwsError.of("SerializationException", name + " must be " + wanted + ".", 400);
  }
}
