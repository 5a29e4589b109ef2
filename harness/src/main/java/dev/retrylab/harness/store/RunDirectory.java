package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
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

  private void write(RunFile file, String text) {
    try {
      Path part = path.resolve(file.fileName() + ".part");
      Files.writeString(part, text, StandardCharsets.UTF_8);
      Files.move(part, file(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RunDirectoryUnwritable(path, e);
    }
  }
}
