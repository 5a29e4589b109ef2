package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads files of which each line is a JSON object. What is none is passed over: a kill in the
 * middle of an append leaves such a line.
 */
final class LineFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LineFile() {}

  /**
   * Reads one line after the other.
   *
   * @param reader refuses a line that it cannot use with an exception
   * @throws NoSuchRun where the file cannot be read, or a line was refused
   */
  static void read(Path file, Consumer<JsonNode> reader) {
    read(file, LineFile::tree, reader);
  }

  private static <L> void read(Path file, LineBlocks.Reader<L> parser, Consumer<L> reader) {
    int number = 0;
    try (BoundedLines lines = BoundedLines.of(file)) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        number++;
        parsed(parser, line.get(), 0, line.get().length).ifPresent(reader);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new NoSuchRun(
          "%s cannot be used: line %d is damaged, or of another version of this program: %s."
              .formatted(file, number, e.getMessage()));
    }
  }

  /**
   * Reads several lines of texts at a time.
   *
   * @param reading makes of a line what is kept of it, on any thread; refuses one that it cannot
   *     use with an exception
   * @param sink gets that in the order of the lines, on the caller's thread
   * @throws NoSuchRun where the file cannot be read, or a line was refused
   */
  static <T> void read(Path file, Function<FlatLine, T> reading, Consumer<T> sink) {
    try {
      LineBlocks.read(
          file,
          (bytes, offset, length) -> parsed(FlatLine::parse, bytes, offset, length).map(reading),
          sink);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      AtomicReference<T> last = new AtomicReference<>();
      // One by one, to say which it is.
      read(file, FlatLine::parse, line -> last.set(reading.apply(line)));
      throw e;
    }
  }

  private static Optional<JsonNode> tree(byte[] bytes, int offset, int length) throws IOException {
    return Optional.of(JSON.readTree(bytes, offset, length)).filter(JsonNode::isObject);
  }

  private static <L> Optional<L> parsed(
      LineBlocks.Reader<L> parser, byte[] bytes, int offset, int length) {
    try {
      return parser.read(bytes, offset, length);
    } catch (IOException torn) {
      return Optional.empty();
    }
  }

  private static NoSuchRun unreadable(Path file, IOException e) {
    return new NoSuchRun("Cannot read %s: %s.".formatted(file, e.getMessage()));
  }
}
