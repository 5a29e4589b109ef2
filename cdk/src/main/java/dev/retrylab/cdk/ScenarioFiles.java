package dev.retrylab.cdk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scenario files that the harness brings along, read for their infrastructure part. */
record ScenarioFiles(Path directory) {
  private static final Set<String> SECTIONS = Set.of("trigger", "queue", "mapping", "function");
  private static final Set<String> FOR_THE_HARNESS =
      Set.of("messages", "hypotheses", "steps", "about");
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** The names of all scenarios, sorted. */
  List<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one scenario.
   *
   * @param overrides values by dotted key, which take the place of those in the file
   * @throws InvalidInput with a sentence for each thing that is wrong
   */
  Scenario read(String name, Map<String, String> overrides) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new InvalidInput(
          "Unknown scenario %s: choose one of %s with -c scenario=NAME."
              .formatted(name, String.join(", ", names)));
    }
    Path file = directory.resolve(name + ".yaml");
    Map<String, String> byKey = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    flatten(tree(file), byKey, problems);
    byKey.putAll(overrides);
    problems.addAll(UnknownKeys.among(byKey.keySet()));
    Values values = new Values(byKey);
    problems.forEach(values::problem);
    return Scenario.of(values);
  }

  private static JsonNode tree(Path file) {
    try {
      JsonNode root = YAML.readTree(file.toFile());
      if (!root.isObject()) {
        throw new InvalidInput("%s must be a map of settings.".formatted(file));
      }
      return root;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " near line " + e.getLocation().getLineNr();
      throw new InvalidInput("%s is not readable as YAML%s: %s.".formatted(file, where, reason(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parser's own sentence would show the name of a Java class. */
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return message.startsWith("Expected a field name") ? "a key must be a plain word" : message;
  }

  private static void flatten(JsonNode root, Map<String, String> byKey, List<String> problems) {
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String key = entry.getKey();
      JsonNode node = entry.getValue();
      if (!SECTIONS.contains(key)) {
        put(key, node, byKey, problems);
      } else if (node.isObject()) {
        node.properties()
            .forEach(set -> put(key + "." + set.getKey(), set.getValue(), byKey, problems));
      } else {
        problems.add("%s must be a map of settings.".formatted(key));
      }
    }
  }

  private static void put(
      String key, JsonNode node, Map<String, String> byKey, List<String> problems) {
    if (FOR_THE_HARNESS.contains(key)) {
      return;
    }
    if (node.isContainerNode()) {
      problems.add("%s must be a single value.".formatted(key));
    } else {
      byKey.put(key, node.asText());
    }
  }
}
