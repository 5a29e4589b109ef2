package dev.retrylab.harness.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code runs/<scenario>/<utc>/}. Lines are appended as things happen, whole
 * files are written beside and renamed, so that a harness killed at any moment loses nothing.
 */
public final class RunDirectory {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Creates the folder of a new run, and points {@code latest} to it.
   *
   * @param runs the folder of all runs
   * @throws RunDirectoryUnwritable where it cannot be created
   */
  public static RunDirectory create(Path runs, String scenario, Instant now) {
    try {
      Path parent = runs.resolve(scenario);
      Files.createDirectories(parent);
      Path path = createFresh(parent, UTC.format(now));
      LatestLink.point(runs, path);
      return new RunDirectory(path);
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(runs, e);
    }
  }

  /**
   * Opens the folder of a run that there is.
   *
   * @throws NoSuchRun where the folder holds no run
   */
  public static RunDirectory open(Path path) {
    if (!Files.isRegularFile(path.resolve(RunFile.RUN.fileName()))) {
      throw new NoSuchRun(
          "%s is no run: it holds no %s. List the runs: retry-lab list runs."
              .formatted(path, RunFile.RUN.fileName()));
    }
    return new RunDirectory(path);
  }

  private static Path createFresh(Path parent, String name) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
      } catch (FileAlreadyExistsException e) {
        // Another run began within the same millisecond.
      }
    }
  }

  public Path path() {
    return path;
  }

  /** Where a file of the run is. */
  public Path file(RunFile file) {
    return path.resolve(file.fileName());
  }

  /**
   * Appends a line; it is with the operating system when this returns.
   *
   * @param line a tree, or a value that is bound to JSON
   */
  public void append(RunFile file, Object line) {
    appendAll(file, List.of(line));
  }

  /** The same with several lines, in their order. */
  public void appendAll(RunFile file, List<?> lines) {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                file(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS))) {
      for (Object line : lines) {
        out.write(StoredJson.line(line));
      }
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(path, e);
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws NoSuchRun where it is missing or no JSON
   */
  public JsonNode read(RunFile file) {
    try {
      return StoredJson.MAPPER.readTree(file(file).toFile());
    } catch (IOException e) {
      throw NoSuchRun.unreadable(file(file), e);
    }
  }

  /**
   * Reads a whole file.
   *
   * @param type what it is bound to
   * @throws NoSuchRun where the file is missing, no JSON, or cannot be bound
   */
  public <T> T read(RunFile file, Class<T> type) {
    return read(file, json -> StoredJson.bound(json, type));
  }

  /**
   * Reads a whole file.
   *
   * @param reader refuses what it cannot use with an exception
   * @throws NoSuchRun where the file is missing, no JSON, or was refused
   */
  public <T> T read(RunFile file, Function<JsonNode, T> reader) {
    JsonNode json = read(file);
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new NoSuchRun(
          "%s cannot be used: %s. Another version of this program may have written it."
              .formatted(file(file), e.getMessage()));
    }
  }

  /** Whether a file of the run is there. */
  public boolean has(RunFile file) {
    return Files.isRegularFile(file(file));
  }

  /**
   * Reads a file of lines, none where it is missing. A line that is no JSON is passed over: a kill
   * in the middle of an append leaves such a line, and only the last one of its process.
   *
   * @param type what a line is bound to
   * @throws NoSuchRun where the file cannot be read, or a line cannot be bound
   */
  public <T> List<T> readLines(RunFile file, Class<T> type) {
    List<T> all = new ArrayList<>();
    readLines(file, type, all::add);
    return all;
  }

  /**
   * The same, one after the other.
   *
   * @param reader refuses a line that it cannot use with an exception
   * @throws NoSuchRun where the file cannot be read, or a line was refused
   */
  public <T> void readLines(RunFile file, Class<T> type, Consumer<? super T> reader) {
    if (has(file)) {
      LineFile.read(file(file), type, reader);
    }
  }

  /**
   * Writes a file of lines into another run's folder, where this one has it.
   *
   * @param copying makes the line that is written of each that is read
   */
  public <T> void copyLines(
      RunFile file, Class<T> type, UnaryOperator<T> copying, RunDirectory to) {
    if (has(file)) {
      to.stream(file, out -> readLines(file, type, line -> write(copying.apply(line), out)));
    }
  }

  private static void write(Object line, OutputStream out) {
    try {
      out.write(StoredJson.line(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends lines that a kill has torn, so that what is appended does not become a part of one. */
  public void endTornLines() {
    Arrays.stream(RunFile.values())
        .filter(file -> file.fileName().endsWith(".ndjson"))
        .forEach(this::endTornLine);
  }

  private void endTornLine(RunFile file) {
    try {
      if (has(file)) {
        LineFile.endTornLine(file(file));
      }
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(path, e);
    }
  }

  /**
   * Writes a whole file: a reader sees the old one or the new one, never a part.
   *
   * @param content a tree, or a value that is bound to JSON
   */
  public void write(RunFile file, Object content) {
    stream(file, out -> out.write(StoredJson.document(content)));
  }

  /** Writes a whole file of lines. */
  public void writeLines(RunFile file, Stream<?> lines) {
    stream(
        file,
        out -> {
          for (Object line : (Iterable<Object>) lines.map(Object.class::cast)::iterator) {
            out.write(StoredJson.line(line));
          }
        });
  }

  /** Writes a whole file of text, as UTF-8. */
  public void writeText(RunFile file, String text) {
    stream(file, out -> out.write(text.getBytes(UTF_8)));
  }

  /** Writes a whole file of any size. */
  public void stream(RunFile file, Writing writing) {
    try {
      WholeFile.write(file(file), writing);
    } catch (UncheckedIOException e) {
      throw new RunDirectoryUnwritable(path, e.getCause());
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(path, e);
    }
  }
}
