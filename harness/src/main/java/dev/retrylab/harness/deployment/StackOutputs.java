package dev.retrylab.harness.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outputs of the stack: {@code cdk deploy} writes them to cdk-outputs.json.
 *
 * <p>A stack of one scenario names it in the output Scenario. A stack of several lists them in
 * Scenarios, separated by commas, and each has the same outputs with {@code Of} and its name in
 * letters and digits behind them: DlqUrl of long-visibility is DlqUrlOfLongVisibility.
 */
public final class StackOutputs {
  /** Where {@code cdk deploy} writes them, in the working directory. */
  public static final Path FILE = Path.of("cdk-outputs.json");

  private static final String SCENARIOS = "Scenarios";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;
  private final Map<String, String> outputs;
  private final String suffix;

  private StackOutputs(String source, Map<String, String> outputs, String suffix) {
    this.source = source;
    this.outputs = Map.copyOf(outputs);
    this.suffix = suffix;
  }

  /** Outputs that CloudFormation told. */
  public static StackOutputs of(String stack, Map<String, String> outputs) {
    return new StackOutputs("The stack " + stack, outputs, "");
  }

  /** Whether a stack has been deployed from this folder. */
  public static boolean present() {
    return Files.isRegularFile(FILE);
  }

  /**
   * Reads a stack's outputs from the file; empty where the file is not there or does not name the
   * stack.
   *
   * @throws TargetUnusable where the file cannot be read
   */
  public static Optional<StackOutputs> read(String stack) {
    return present() ? read(FILE, stack) : Optional.empty();
  }

  /** The same of a file of another name, which is there. */
  static Optional<StackOutputs> read(Path file, String stack) {
    try {
      JsonNode outputs = JSON.readTree(file.toFile()).path(stack);
      Map<String, String> texts = new HashMap<>();
      outputs.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
      return texts.isEmpty()
          ? Optional.empty()
          : Optional.of(new StackOutputs(file.toString(), texts, ""));
    } catch (IOException e) {
      throw new TargetUnusable(
          "Cannot read %s (%s). Run cdk deploy, which writes it."
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return outputs.isEmpty();
  }

  /** The names of the outputs that others lack or have with another value, in their order. */
  public List<String> differingFrom(StackOutputs others) {
    return Stream.concat(outputs.keySet().stream(), others.outputs.keySet().stream())
        .distinct()
        .sorted()
        .filter(name -> !Objects.equals(outputs.get(name), others.outputs.get(name)))
        .toList();
  }

  /** Whether the scenarios were deployed as a list, so that each output belongs to one of them. */
  public boolean sideBySide() {
    return outputs.containsKey(SCENARIOS);
  }

  /**
   * The scenarios that are deployed, in the order in which they were asked for.
   *
   * @throws TargetUnusable where the stack does not say
   */
  public List<String> scenarios() {
    return sideBySide() ? List.of(get(SCENARIOS).split(",", -1)) : List.of(get("Scenario"));
  }

  /** Those of one scenario, under the names that they have where it is alone. */
  public StackOutputs of(String scenario) {
    return sideBySide() ? new StackOutputs(source, outputs, "Of" + word(scenario)) : this;
  }

  private static String word(String scenario) {
    return Arrays.stream(scenario.split("-", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  /**
   * One output.
   *
   * @throws TargetUnusable where the stack has no such output
   */
  public String get(String name) {
    String value = outputs.getOrDefault(name + suffix, "");
    if (value.isEmpty()) {
      throw new TargetUnusable(
          "%s lacks the output %s. Deploy this version of the stack."
              .formatted(source, name + suffix));
    }
    return value;
  }

  /** One output that not every stack has. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(outputs.get(name + suffix));
  }
}
