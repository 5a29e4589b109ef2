package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps calls.json: how many calls of each kind a run made, those of all its processes together.
 */
public final class CallsFile {
  private static final String NO_BREAK = "\u00a0";

  private CallsFile() {}

  /** Adds the calls of one process. */
  public static void add(RunDirectory directory, Map<String, Long> calls) {
    Map<String, Long> all = read(directory);
    calls.forEach((action, count) -> all.merge(action, count, Long::sum));
    if (!all.isEmpty()) {
      directory.write(RunFile.CALLS, StoredJson.MAPPER.valueToTree(all));
    }
  }

  /** The calls by {@code service:Action}, in alphabetical order; none where none were counted. */
  public static Map<String, Long> read(RunDirectory directory) {
    Map<String, Long> all = new TreeMap<>();
    if (directory.has(RunFile.CALLS)) {
      directory
          .read(RunFile.CALLS)
          .properties()
          .forEach(entry -> all.put(entry.getKey(), entry.getValue().asLong()));
    }
    return all;
  }

  /** What the calls were, for people; empty where none were counted. */
  public static Optional<String> sentence(RunDirectory directory) {
    Map<String, Long> calls = read(directory);
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    String all =
        calls.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(call -> call.getKey() + NO_BREAK + call.getValue())
            .collect(Collectors.joining(", "));
    return Optional.of("API calls of the harness: " + all + ". Only those of SQS are billed.");
  }

  /** Puts the calls into the results of a run, where they were counted. */
  public static ObjectNode addTo(ObjectNode results, RunDirectory directory) {
    if (directory.has(RunFile.CALLS)) {
      results.set("calls", directory.read(RunFile.CALLS));
    }
    return results;
  }
}
