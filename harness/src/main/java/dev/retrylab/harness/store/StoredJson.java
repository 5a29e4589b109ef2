package dev.retrylab.harness.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.retrylab.harness.scenario.text.Shortened;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.FunctionRole;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the files of a run are written as JSON and read from it: times as {@link Instant#toString}
 * writes them, lengths of time in seconds, enums by their words; an empty {@code Optional} is left
 * out. A field that is missing is refused, one that is unknown is passed over.
 */
final class StoredJson {
  static final int SCHEMA = 1;

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule(), times())
          .addMixIn(FunctionRole.class, Word.class)
          .addMixIn(ClockKind.class, Word.class)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private static final ObjectWriter PLAIN = MAPPER.writer();
  private static final ObjectWriter PRETTY = MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

  private StoredJson() {}

  /** Any value but a tree, with the number of the schema before its fields. */
  private record Versioned(int schema, @JsonUnwrapped Object value) {}

  /** Of an enum that has a word for files. */
  private interface Word {
    @JsonValue
    String word();
  }

  private static SimpleModule times() {
    return new SimpleModule()
        .addDeserializer(Instant.class, new InstantReader())
        .addDeserializer(Duration.class, new SecondsReader())
        .addSerializer(Duration.class, new SecondsWriter());
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return StoredTime.parse(json.getValueAsString(""));
    }
  }

  private static final class SecondsReader extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    /** A year: no condition lasts as long. */
    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    SecondsReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      double seconds = json.getValueAsDouble(Double.NaN);
      if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
        throw new IllegalArgumentException(
            "there is a time of %s seconds in it".formatted(seconds));
      }
      return Duration.ofMillis(Math.round(seconds * 1000));
    }
  }

  private static final class SecondsWriter extends StdSerializer<Duration> {
    private static final long serialVersionUID = 1;

    SecondsWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration length, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(BigDecimal.valueOf(length.toMillis(), 3));
    }
  }

  /** A value on one line, with the line's end. */
  static byte[] line(Object value) throws IOException {
    return bytes(value, PLAIN);
  }

  /** A value as a whole file, with a line's end. */
  static byte[] document(Object value) throws IOException {
    return bytes(value, PRETTY);
  }

  /** As bytes, since JSON can say half a character, and UTF-8 cannot. */
  private static byte[] bytes(Object content, ObjectWriter writer) throws IOException {
    byte[] json =
        writer.writeValueAsBytes(
            content instanceof JsonNode ? content : new Versioned(SCHEMA, content));
    byte[] bytes = Arrays.copyOf(json, json.length + 1);
    bytes[json.length] = '\n';
    return bytes;
  }

  /**
   * A value of a tree.
   *
   * @throws IllegalArgumentException where it is of another schema, or cannot be bound
   */
  static <T> T bound(JsonNode json, Class<T> type) {
    int schema = json.path("schema").asInt();
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "its schema is %d, and this version reads %d".formatted(schema, SCHEMA));
    }
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(reason(e), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** Why a value could not be used: a sentence without its full stop, safe for a terminal. */
  static String reason(JsonMappingException refused) {
    Throwable cause = refused.getCause();
    if (cause instanceof IllegalArgumentException || cause instanceof DateTimeException) {
      return cause.getMessage();
    }
    String field =
        Shortened.of(
            refused.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .map(name -> name == null ? "[]" : name)
                .collect(Collectors.joining(".")));
    if (refused instanceof InvalidFormatException format) {
      String value = Shortened.of(String.valueOf(format.getValue()));
      return "\"%s\" is no value for %s".formatted(value, field);
    }
    return refused.getOriginalMessage().startsWith("Null value for creator property")
        ? "it lacks " + field
        : "%s has a value of another kind".formatted(field);
  }
}
