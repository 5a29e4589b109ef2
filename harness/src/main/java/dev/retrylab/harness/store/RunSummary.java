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
 * What a list of runs says of one. The results of a large run hold megabytes, of which this reads
 * only as far as it needs.
 *
 * @param folder of the run
 * @param scenario where run.json cannot be read, as the folder around it is named
 * @param start as run.json writes it
 * @param verdict empty of a run that is not finished
 * @param page where its page is; empty where it has none
 * @param problem a sentence on a file that cannot be read; empty where all is well
 */
public record RunSummary(
    Path folder,
    String scenario,
    String title,
    String target,
    String clock,
    String start,
    Optional<String> verdict,
    Optional<Path> page,
    Optional<String> problem) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads it; a damaged run has a summary too, which says what is wrong with it. */
  public static RunSummary of(RunDirectory run) {
    Map<String, String> record = new HashMap<>();
    Map<String, String> results = new HashMap<>();
    Optional<String> problem = Optional.empty();
    try {
      record.putAll(record(run));
      if (run.has(RunFile.RESULTS)) {
        results.putAll(texts(run, RunFile.RESULTS, Set.of("verdict"), /* whole= */ false));
      }
    } catch (NoSuchRun damaged) {
      problem = Optional.of(damaged.getMessage());
    }
    return new RunSummary(
        run.path(),
        record.getOrDefault("scenario", nameAround(run.path())),
        record.getOrDefault("title", ""),
        record.getOrDefault("target", ""),
        record.getOrDefault("clock", ""),
        record.getOrDefault("start", ""),
        Optional.ofNullable(results.get("verdict")),
        Optional.of(run.file(RunFile.REPORT)).filter(any -> run.has(RunFile.REPORT)),
        problem);
  }

  private static Map<String, String> record(RunDirectory run) {
    Map<String, String> record =
        texts(
            run,
            RunFile.RUN,
            Set.of("scenario", "title", "target", "clock", "start"),
            /* whole= */ true);
    if (!record.containsKey("scenario")) {
      throw new NoSuchRun("%s names no scenario.".formatted(run.file(RunFile.RUN)));
    }
    return record;
  }

  private static String nameAround(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    return parent == null ? "" : String.valueOf(parent.getFileName());
  }

  /**
   * Texts of the outermost object.
   *
   * @param whole reads on when all of them are found, so that a file that was cut off is noticed
   * @throws NoSuchRun where the file cannot be read
   */
  private static Map<String, String> texts(
      RunDirectory run, RunFile file, Set<String> wanted, boolean whole) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = JSON.createParser(run.file(file).toFile())) {
      parser.nextToken();
      while ((whole || found.size() < wanted.size())
          && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (wanted.contains(name) && value == JsonToken.VALUE_STRING) {
          found.put(name, parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw NoSuchRun.unreadable(run.file(file), e);
    }
    return found;
  }
}
