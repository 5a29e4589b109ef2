package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Consumer;

/**
 * Reads files of which each line is a JSON object. A line that is none is passed over: a process
 * that is killed in the middle of an append leaves such a line.
 */
final class LineFile {
  /** Characters. A log event has 1 MiB at most, and JSON makes six bytes of one at worst. */
  static final int LONGEST_LINE = 16 * 1024 * 1024;

  private LineFile() {}

  /**
   * Reads one line after the other.
   *
   * @param type what a line is bound to
   * @param reader refuses a line that it cannot use with an exception
   * @throws NoSuchRun where the file cannot be read, or a line was refused
   */
  static <T> void read(Path file, Class<T> type, Consumer<? super T> reader) {
    ObjectReader json = StoredJson.MAPPER.readerFor(type);
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new BoundedLines(new InputStreamReader(Files.newInputStream(file), UTF_8)))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.startsWith("{")) {
          read(line, json, reader);
        }
      }
    } catch (JsonMappingException e) {
      throw refused(file, number, StoredJson.reason(e));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw refused(file, number, e.getMessage());
    } catch (IOException e) {
      throw NoSuchRun.unreadable(file, e);
    }
  }

  private static <T> void read(String line, ObjectReader json, Consumer<? super T> reader)
      throws JsonProcessingException {
    T value;
    try {
      value = json.readValue(line);
    } catch (JsonProcessingException e) {
      if (e instanceof StreamReadException || e.getCause() instanceof StreamReadException) {
        return; // torn
      }
      throw e;
    }
    reader.accept(value);
  }

  private static NoSuchRun refused(Path file, int line, String reason) {
    return new NoSuchRun(
        "%s cannot be used: line %d is damaged, or of another version of this program: %s."
            .formatted(file, line, reason));
  }

  /** Ends a line that a kill has torn, so that what is appended does not become a part of it. */
  static void endTornLine(Path file) throws IOException {
    if (Files.size(file) == 0) {
      return;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() - 1);
      if (bytes.read() != '\n') {
        bytes.write('\n');
      }
    }
  }

  /** Refuses a line that would fill the memory, as of a file that this program did not write. */
  private static final class BoundedLines extends FilterReader {
    private int length;

    BoundedLines(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] buffer, int offset, int wanted) throws IOException {
      int read = super.read(buffer, offset, wanted);
      for (int i = offset; i < offset + read; i++) {
        length = buffer[i] == '\n' ? 0 : length + 1;
      }
      if (length > LONGEST_LINE) {
        throw new IOException("a line is longer than %d characters".formatted(LONGEST_LINE));
      }
      return read;
    }
  }
}
