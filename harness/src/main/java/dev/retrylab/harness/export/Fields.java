package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Copies fields of a JSON object by their names. A field that is not there, or of another kind, is
 * left out; so is all that is not named.
 */
record Fields(JsonNode from, ObjectNode to) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String HIDDEN = "*";

  static Fields of(JsonNode from) {
    return new Fields(from, object());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  /** Numbers that a long or a double can hold. */
  Fields numbers(String... names) {
    for (String name : names) {
      if (isUsual(from.path(name))) {
        to.set(name, from.get(name));
      }
    }
    return this;
  }

  private static boolean isUsual(JsonNode value) {
    return value.isIntegralNumber()
        ? value.canConvertToLong()
        : value.isNumber() && Double.isFinite(value.doubleValue());
  }

  Fields flags(String... names) {
    for (String name : names) {
      if (from.path(name).isBoolean()) {
        to.set(name, from.get(name));
      }
    }
    return this;
  }

  /**
   * Times as this program writes them.
   *
   * @throws IllegalArgumentException for what is no time
   */
  Fields times(String... names) {
    for (String name : names) {
      text(name, time -> StoredTime.parse(time).toString());
    }
    return this;
  }

  /** A text that stays where it is known. */
  Fields known(String name, Predicate<String> known) {
    return text(name, text -> known.test(text) ? text : HIDDEN);
  }

  /** The word of one of our functions. */
  Fields function(String name) {
    return known(name, word -> FunctionRole.byWord(word).isPresent());
  }

  Fields text(String name, UnaryOperator<String> replacing) {
    if (from.path(name).isTextual()) {
      to.put(name, replacing.apply(from.get(name).textValue()));
    }
    return this;
  }

  /** What has been read by this program already, and is a number, a duration or a known word. */
  Fields asItIs(String... names) {
    for (String name : names) {
      if (from.has(name)) {
        to.set(name, from.get(name));
      }
    }
    return this;
  }
}
