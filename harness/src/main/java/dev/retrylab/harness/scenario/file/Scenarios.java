package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Shortened;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where scenarios come from: those in the jar by name, others by path. */
public final class Scenarios {
  private static final String OPTION = "--set ";

  private Scenarios() {}

  /** The names of the scenarios in the jar, in alphabetical order. */
  public static List<String> names() {
    return BundledScenarios.names();
  }

  /**
   * Loads a scenario.
   *
   * @param nameOrPath the name of a bundled scenario, or the path of a YAML file
   * @param overrides {@code key=value}, for example {@code queue.visibilityTimeout=200s}; of one
   *     key the last counts
   * @throws InvalidScenario if there is no such scenario or anything in it is wrong
   */
  public static Scenario load(String nameOrPath, List<String> overrides) {
    return load(nameOrPath, overrides, OPTION);
  }

  /**
   * The same for another program than the command line of the harness.
   *
   * @param option what stands before an override on its command line, for sentences, such as {@code
   *     "-c set."}
   */
  public static Scenario load(String nameOrPath, List<String> overrides, String option) {
    return BundledScenarios.has(nameOrPath)
        ? parse("Scenario " + nameOrPath, BundledScenarios.bytes(nameOrPath), overrides, option)
        : parse(nameOrPath, readFile(nameOrPath), overrides, option);
  }

  /** Loads a scenario as it is written. */
  public static Scenario load(String nameOrPath) {
    return load(nameOrPath, List.of());
  }

  /**
   * Reads a scenario that {@link ScenarioDocument} wrote.
   *
   * @throws InvalidScenario if anything in it is wrong
   */
  public static Scenario of(JsonNode document) {
    return new ScenarioReader().read(document);
  }

  static Scenario parse(String source, byte[] yaml, List<String> overrides) {
    return parse(source, yaml, overrides, OPTION);
  }

  private static Scenario parse(String source, byte[] yaml, List<String> overrides, String option) {
    JsonNode tree = YamlTree.parse(source, yaml);
    if (tree instanceof ObjectNode top) {
      Overrides.apply(top, overrides, option);
    }
    return new ScenarioReader().read(tree);
  }

  private static byte[] readFile(String nameOrPath) {
    try {
      Path file = Path.of(nameOrPath);
      if (Files.isDirectory(file) || !Files.isReadable(file)) {
        throw unknown(nameOrPath);
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return stream.readNBytes(YamlTree.MAX_BYTES + 1);
      }
    } catch (InvalidPathException noPath) {
      throw unknown(nameOrPath);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read " + nameOrPath, unreadable);
    }
  }

  private static InvalidScenario unknown(String nameOrPath) {
    return new InvalidScenario(
        List.of(
            "There is no scenario or readable file \"%s\"; scenarios are %s, or give the path of a YAML file."
                .formatted(Shortened.of(nameOrPath), String.join(", ", names()))));
  }
}
