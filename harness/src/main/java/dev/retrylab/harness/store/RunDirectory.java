package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code runs/<scenario>/<utc>/}. Lines are appended as things happen, whole
 * files are written beside and renamed, so that a harness killed at any moment loses nothing.
 */
public final class RunDirectory {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter PRETTY = JSON.writer(SerializationFeature.INDENT_OUTPUT);

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

  /** Appends a line; it is with the operating system when this returns. */
  public void append(RunFile file, JsonNode line) {
    try {
      Files.write(
          file(file),
          List.of(JSON.writeValueAsString(line)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
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
      return JSON.readTree(file(file).toFile());
    } catch (IOException e) {
      throw new NoSuchRun("Cannot read %s: %s.".formatted(file(file), e.getMessage()));
    }
  }

  /** Whether a file of the run is there. */
  public boolean has(RunFile file) {
    return Files.isRegularFile(file(file));
  }

  /**
   * Reads a file of lines, none where it is missing. A line that is no JSON is passed over: a kill
   * in the middle of an append leaves such a line, and only the last one of its process.
   */
  public List<JsonNode> readLines(RunFile file) {
    if (!has(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file(file))) {
      return lines.flatMap(line -> parsed(line).stream()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new NoSuchRun("Cannot read %s: %s.".formatted(file(file), e.getMessage()));
    }
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (IOException torn) {
      return Optional.empty();
    }
  }

  /** Ends a line that a kill has torn, so that the next one does not become a part of it. */
  public void endTornLine(RunFile file) {
    try {
      if (!has(file) || Files.size(file(file)) == 0) {
        return;
      }
      try (RandomAccessFile bytes = new RandomAccessFile(file(file).toFile(), "rw")) {
        bytes.seek(bytes.length() - 1);
        if (bytes.read() != '\n') {
          bytes.write('\n');
        }
      }
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(path, e);
    }
  }

  /** Writes a whole file: a reader sees the old one or the new one, never a part. */
  public void write(RunFile file, JsonNode content) {
    try {
      write(file, PRETTY.writeValueAsString(content) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a whole file of lines. */
  public void writeLines(RunFile file, List<? extends JsonNode> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    write(file, text.toString());
  }

  /** Writes a whole file of text, as UTF-8. */
  public void write(RunFile file, String text) {
    Path part = path.resolve(file.fileName() + ".part");
    try {
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.move(part, file(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteHalfWritten(part);
      throw new RunDirectoryUnwritable(path, e);
    }
  }

  /** On a full disk its space is wanted by what comes after. */
  private static void deleteHalfWritten(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It stays behind, under a name that nobody reads.
    }
  }
}
