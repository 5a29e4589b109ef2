package dev.retrylab.harness.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The outputs of the stack, as {@code cdk deploy} writes them to cdk-outputs.json. */
public final class StackOutputs {
  /** Where {@code cdk deploy} writes them, in the working directory. */
  public static final Path FILE = Path.of("cdk-outputs.json");

  private static final String STACK = "RetryLab";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode outputs;

  private StackOutputs(JsonNode outputs) {
    this.outputs = outputs;
  }

  /** Whether a stack has been deployed from this folder. */
  public static boolean present() {
    return Files.isRegularFile(FILE);
  }

  /**
   * Reads the file.
   *
   * @throws TargetUnusable where it cannot be read or holds no outputs of the stack
   */
  public static StackOutputs read() {
    if (!present()) {
      throw new TargetUnusable(
          "There is no %s here. Run cdk deploy, which writes it, or use --target local."
              .formatted(FILE));
    }
    try {
      JsonNode outputs = JSON.readTree(FILE.toFile()).path(STACK);
      if (!outputs.isObject()) {
        throw new TargetUnusable(
            FILE + " holds no outputs of the stack " + STACK + ". Run cdk deploy again.");
      }
      return new StackOutputs(outputs);
    } catch (JsonProcessingException e) {
      throw new TargetUnusable(FILE + " is no JSON. Run cdk deploy, which writes it.");
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
    String value = outputs.path(name).asText();
    if (value.isEmpty()) {
      throw new TargetUnusable(
          "%s lacks the output %s. Deploy this version of the stack.".formatted(FILE, name));
    }
    return value;
  }
}
