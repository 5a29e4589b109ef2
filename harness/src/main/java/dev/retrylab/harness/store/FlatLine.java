package dev.retrylab.harness.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object of texts, as the lines of large files are: its fields without a tree, which would
 * take longer to build than all that is made of it. What is an array or an object in it is not
 * there.
 */
public final class FlatLine {
  private static final JsonFactory JSON = new JsonFactory();

  private static final int USUAL_FIELDS = 10;

  private String[] names = new String[USUAL_FIELDS];
  private String[] texts = new String[USUAL_FIELDS];
  private int size;

  private FlatLine() {}

  /**
   * Reads some fields of a line; empty where it is no JSON object.
   *
   * @throws IOException where it is no JSON at all
   */
  static Optional<FlatLine> parse(byte[] bytes, int offset, int length, Set<String> fields)
      throws IOException {
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      FlatLine line = new FlatLine();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (value.isScalarValue() && fields.contains(name)) {
          line.add(name, value == JsonToken.VALUE_NULL ? null : parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      return Optional.of(line);
    }
  }

  private void add(String name, String text) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      texts = Arrays.copyOf(texts, 2 * size);
    }
    names[size] = name;
    texts[size++] = text;
  }

  /** The text of a field; empty where it is missing. */
  public String text(String field) {
    return optional(field).orElse("");
  }

  /** The text of a field, if it is there and not null; of two the later one. */
  public Optional<String> optional(String field) {
    for (int i = size - 1; i >= 0; i--) {
      if (names[i].equals(field)) {
        return Optional.ofNullable(texts[i]);
      }
    }
    return Optional.empty();
  }
}
