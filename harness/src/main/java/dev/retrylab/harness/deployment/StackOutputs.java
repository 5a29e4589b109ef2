package dev.retrylab.harness.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.stack.StackOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of the stack's outputs: {@code cdk deploy} writes them to cdk-outputs.json, and
 * CloudFormation tells them.
 */
public final class StackOutputs {
  /** Where {@code cdk deploy} writes them, in the working directory. */
  public static final Path FILE = Path.of("cdk-outputs.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;
  private final Map<String, String> outputs;

  /** Of which scenario, where the stack holds several. */
  private final Optional<String> scenario;

  private StackOutputs(String source, Map<String, String> outputs, Optional<String> scenario) {
    this.source = source;
    this.outputs = Map.copyOf(outputs);
    this.scenario = scenario;
  }

  /** Outputs that CloudFormation told. */
  public static StackOutputs of(String stack, Map<String, String> outputs) {
    return new StackOutputs("The stack " + stack, outputs, Optional.empty());
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
          : Optional.of(new StackOutputs(file.toString(), texts, Optional.empty()));
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
    return outputs.containsKey(StackOutput.SCENARIOS.key());
  }

  /**
   * The scenarios that are deployed, in the order in which they were asked for.
   *
   * @throws TargetUnusable where the stack does not say
   */
  public List<String> scenarios() {
    return sideBySide()
        ? List.of(get(StackOutput.SCENARIOS).split(",", -1))
        : List.of(get(StackOutput.SCENARIO));
  }

  /** Those of one scenario. */
  public StackOutputs of(String name) {
    return sideBySide() ? new StackOutputs(source, outputs, Optional.of(name)) : this;
  }

  /**
   * One output.
   *
   * @throws TargetUnusable where the stack has no such output
   */
  public String get(StackOutput output) {
    String value = find(output).orElse("");
    if (value.isEmpty()) {
      throw new TargetUnusable(
          "%s lacks the output %s. Deploy this version of the stack."
              .formatted(source, key(output)));
    }
    return value;
  }

  /** One output that not every stack has. */
  public Optional<String> find(StackOutput output) {
    return Optional.ofNullable(outputs.get(key(output)));
  }

  private String key(StackOutput output) {
    return scenario.map(output::keyOf).orElseGet(output::key);
  }
}
