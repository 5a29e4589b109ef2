package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads files of which each line is a JSON object. What is none is passed over: a kill in the
 * middle of an append leaves such a line.
 */
final class LineFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes something of the JSON object that a line is. */
  private interface Parser<T> {
    /** Empty where it is JSON, but no object. */
    Optional<T> parse(byte[] bytes, int offset, int length) throws IOException;
  }

  private LineFile() {}

  /**
   * Reads one line after the other.
   *
   * @param reader refuses a line that it cannot use with an exception
   * @throws NoSuchRun where the file cannot be read, or a line was refused
   */
  static void readTrees(Path file, Consumer<JsonNode> reader) {
    read(file, LineFile::tree, reader);
  }

  /**
   * The same for a file of texts and of any size.
   *
   * @param fields those that are read of each line
   */
  static void readTexts(Path file, Set<String> fields, Consumer<FlatLine> reader) {
    read(file, (bytes, offset, length) -> FlatLine.parse(bytes, offset, length, fields), reader);
  }

  private static <T> void read(Path file, Parser<T> parser, Consumer<T> reader) {
    int number = 0;
    try (BoundedLines lines = BoundedLines.of(file)) {
      while (lines.next()) {
        number++;
        parsed(parser, lines).ifPresent(reader);
      }
    } catch (IOException e) {
      throw NoSuchRun.unreadable(file, e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new NoSuchRun(
          "%s cannot be used: line %d is damaged, or of another version of this program: %s."
              .formatted(file, number, e.getMessage()));
    }
  }

  private static Optional<JsonNode> tree(byte[] bytes, int offset, int length) throws IOException {
    return Optional.of(JSON.readTree(bytes, offset, length)).filter(JsonNode::isObject);
  }

  private static <T> Optional<T> parsed(Parser<T> parser, BoundedLines line) {
    try {
      return parser.parse(line.bytes(), line.offset(), line.length());
    } catch (IOException torn) {
      return Optional.empty();
    }
  }
}
