package dev.retrylab.harness.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The outputs of the stack: {@code cdk deploy} writes them to cdk-outputs.json. */
public final class StackOutputs {
  /** Where {@code cdk deploy} writes them, in the working directory. */
  public static final Path FILE = Path.of("cdk-outputs.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String source;
  private final Map<String, String> outputs;

  private StackOutputs(String source, Map<String, String> outputs) {
    this.source = source;
    this.outputs = Map.copyOf(outputs);
  }

  /** Outputs that CloudFormation told. */
  public static StackOutputs of(String stack, Map<String, String> outputs) {
    return new StackOutputs("The stack " + stack, outputs);
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
    if (!present()) {
      return Optional.empty();
    }
    try {
      JsonNode outputs = JSON.readTree(FILE.toFile()).path(stack);
      Map<String, String> texts = new HashMap<>();
      outputs.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
      return texts.isEmpty()
          ? Optional.empty()
          : Optional.of(new StackOutputs(FILE.toString(), texts));
    } catch (IOException e) {
      throw new TargetUnusable(
          "Cannot read %s (%s). Run cdk deploy, which writes it."
              .formatted(FILE, e.getClass().getSimpleName()));
    }
  }

  /**
   * One output.
   *
   * @throws TargetUnusable where the stack has no such output
   */
  public String get(String name) {
    String value = outputs.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new TargetUnusable(
          "%s lacks the output %s. Deploy this version of the stack.".formatted(source, name));
    }
    return value;
  }

  /** One output that not every stack has. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(outputs.get(name));
  }
}
