package dev.retrylab.harness.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of runs says of one. The files of a large run hold megabytes, of which this reads
 * only as far as it needs.
 *
 * @param folder of the run
 * @param start as run.json writes it
 * @param verdict empty of a run that is not finished
 * @param page where its page is; empty where it has none
 */
public record RunSummary(
    Path folder,
    String scenario,
    String title,
    String target,
    String clock,
    String start,
    Optional<String> verdict,
    Optional<Path> page) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads it.
   *
   * @throws NoSuchRun where run.json cannot be read
   */
  public static RunSummary of(RunDirectory run) {
    Map<String, String> record =
        texts(run, RunFile.RUN, Set.of("scenario", "title", "target", "clock", "start"));
    return new RunSummary(
        run.path(),
        record.getOrDefault("scenario", ""),
        record.getOrDefault("title", ""),
        record.getOrDefault("target", ""),
        record.getOrDefault("clock", ""),
        record.getOrDefault("start", ""),
        run.has(RunFile.RESULTS)
            ? Optional.ofNullable(texts(run, RunFile.RESULTS, Set.of("verdict")).get("verdict"))
            : Optional.empty(),
        Optional.of(run.file(RunFile.REPORT)).filter(any -> run.has(RunFile.REPORT)));
  }

  /** Texts of the outermost object, read until all of them are found. */
  private static Map<String, String> texts(RunDirectory run, RunFile file, Set<String> wanted) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = JSON.createParser(run.file(file).toFile())) {
      parser.nextToken();
      while (found.size() < wanted.size() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (wanted.contains(name) && value == JsonToken.VALUE_STRING) {
          found.put(name, parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new NoSuchRun("Cannot read %s: %s.".formatted(run.file(file), e.getMessage()));
    }
    return found;
  }
}
