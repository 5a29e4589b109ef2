package dev.retrylab.harness.scenario.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One mapping of the file, read key by key. What cannot be read becomes a problem and yields the
 * default, so that reading goes on and finds the other problems too.
 */
public final class Section {
  private final JsonNode node;
  private final String prefix;
  private final Problems problems;

  /**
   * @param prefix what stands before a key in sentences, for example {@code queue.}
   */
  public Section(JsonNode node, String prefix, Problems problems) {
    this.node = node;
    this.prefix = prefix;
    this.problems = problems;
  }

  /** Refuses keys that nobody would read. */
  public Section knowing(List<String> keys) {
    node.fieldNames().forEachRemaining(key -> refuseUnknown(key, keys));
    return this;
  }

  private void refuseUnknown(String key, List<String> keys) {
    if (!keys.contains(key)) {
      problems.add(
          "%s%s is unknown; did you mean %s%s?"
              .formatted(
                  prefix, Shortened.of(key), prefix, NearestKey.of(key, keys).orElseThrow()));
    }
  }

  /** What stands under a key, as the file has it. */
  public Optional<JsonNode> raw(String key) {
    return Optional.ofNullable(node.get(key));
  }

  /** A duration, {@code otherwise} where it is absent or wrong; so do all that follow. */
  public Duration duration(String key, Duration otherwise) {
    return raw(key).map(value -> readDuration(key, value, otherwise)).orElse(otherwise);
  }

  /** A duration that need not be given. */
  public Optional<Duration> duration(String key) {
    return raw(key).map(value -> readDuration(key, value, Duration.ZERO));
  }

  private Duration readDuration(String key, JsonNode value, Duration otherwise) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      problems.add(wrong(key, value, "a duration, for example 30s, 5m, 1h30m or 4d"));
      return otherwise;
    }
    try {
      return DurationText.parse(value.asText());
    } catch (IllegalArgumentException notADuration) {
      problems.add(prefix + key + " " + notADuration.getMessage());
      return otherwise;
    }
  }

  /** A duration, or two with {@code ..} between them. */
  public DurationRange durationRange(String key, DurationRange otherwise) {
    Optional<JsonNode> value = raw(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return DurationRange.parse(value.get().asText());
    } catch (IllegalArgumentException unreadable) {
      problems.add(wrong(key, value.get(), DurationRange.ALLOWED));
      return otherwise;
    }
  }

  /** A whole number. */
  public int integer(String key, int otherwise) {
    Optional<JsonNode> value = raw(key);
    if (value.isPresent() && !value.get().canConvertToInt()) {
      problems.add(wrong(key, value.get(), "a whole number"));
      return otherwise;
    }
    if (value.isPresent() && !value.get().isIntegralNumber()) {
      problems.add(wrong(key, value.get(), "a whole number"));
      return otherwise;
    }
    return value.map(JsonNode::intValue).orElse(otherwise);
  }

  /** A whole number that need not be given. */
  public OptionalInt integer(String key) {
    int before = problems.count();
    int value = integer(key, 0);
    return raw(key).isPresent() && problems.count() == before
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }

  /**
   * The numbers from one to another that need not be given.
   *
   * @param usual has the end that is left out
   * @param allowed the end of "but must be"
   */
  public Optional<NumberRange> numberRange(String key, NumberRange usual, String allowed) {
    Optional<JsonNode> value = raw(key);
    if (value.filter(JsonNode::isObject).isPresent()) {
      Section ends = section(key).knowing(List.of("min", "max"));
      return Optional.of(
          new NumberRange(ends.integer("min", usual.min()), ends.integer("max", usual.max())));
    }
    Optional<NumberRange> read = value.flatMap(text -> NumberRange.parse(text.asText()));
    if (value.isPresent() && read.isEmpty()) {
      problems.add(wrong(key, value.get(), allowed));
    }
    return read;
  }

  /** One of some words. */
  public <W extends Word> W word(String key, W[] words, W otherwise) {
    Optional<JsonNode> value = raw(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    Optional<W> known =
        Arrays.stream(words).filter(w -> w.word().equals(value.get().textValue())).findFirst();
    if (known.isEmpty()) {
      List<String> all = Arrays.stream(words).map(Word::word).toList();
      problems.add(wrong(key, value.get(), String.join(" or ", all)));
    }
    return known.orElse(otherwise);
  }

  /** One of some words that need not be given. */
  public <W extends Word> Optional<W> word(String key, W[] words) {
    return raw(key).isPresent() ? Optional.of(word(key, words, words[0])) : Optional.empty();
  }

  /** True or false. */
  public boolean flag(String key, boolean otherwise) {
    Optional<JsonNode> value = raw(key);
    if (value.isPresent() && !value.get().isBoolean()) {
      problems.add(wrong(key, value.get(), "true or false"));
      return otherwise;
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** A text, empty if it is absent or wrong. Numbers are refused: YAML reads 007 as 7. */
  public Optional<String> text(String key) {
    Optional<JsonNode> value = raw(key);
    if (value.isPresent() && !value.get().isTextual()) {
      boolean scalar = value.get().isValueNode() && !value.get().isNull();
      problems.add(
          wrong(key, value.get(), scalar ? "a text; put it in quotation marks" : "a text"));
      return Optional.empty();
    }
    return value.map(JsonNode::textValue);
  }

  /** A text; its absence is a problem. */
  public Optional<String> requiredText(String key) {
    if (raw(key).isEmpty()) {
      problems.add("%s%s is missing.".formatted(prefix, key));
    }
    return text(key);
  }

  /** The mapping under a key; an empty one if it is absent or wrong. */
  public Section section(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isObject()) {
      problems.add(wrong(key, value, "a mapping of keys to values"));
    }
    return new Section(value, prefix + key + ".", problems);
  }

  /**
   * The sentence on a value that is of another kind than the key has.
   *
   * @param expected the end of "but must be"
   */
  public String wrong(String key, JsonNode value, String expected) {
    String shown =
        switch (value.getNodeType()) {
          case OBJECT -> "a mapping";
          case ARRAY -> "a list";
          case NULL -> "empty";
          case STRING -> "\"" + Shortened.of(value.asText()) + "\"";
          default -> Shortened.of(value.asText());
        };
    return "%s%s is %s, but must be %s.".formatted(prefix, key, shown, expected);
  }
}
