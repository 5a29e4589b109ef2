package dev.retrylab.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;

/**
 * The CDK app. The CDK CLI runs it at the root of the project, as cdk.json says.
 *
 * <p>Context: {@code -c scenario=NAME} (default article) and {@code -c set.KEY=VALUE} for any key
 * of the scenario's infrastructure part, such as {@code -c set.queue.visibilityTimeout=200s}. With
 * {@code -c assetsBucket=NAME} the template needs no bootstrapped account; see {@link Assets}.
 */
public final class RetryLabApp {
  static final Path SCENARIOS = Path.of("harness/src/main/resources/scenarios");
  static final Path JAR = Path.of("lambda/target/retry-lab-lambda.jar");
  private static final String OVERRIDE = "set.";

  /** As in the harness: usage or bad input. */
  private static final int BAD_INPUT = 64;

  private RetryLabApp() {}

  /** Synthesises the stack; bad input ends the process with code 64 and one sentence a problem. */
  public static void main(String[] args) {
    try {
      App app = new App();
      Map<String, String> context = context(app);
      Scenario scenario = scenario(context, new ScenarioFiles(SCENARIOS));
      new RetryLabStack(app, scenario, jar(JAR), Assets.of(context));
      app.synth();
    } catch (InvalidInput e) {
      e.problems().forEach(System.err::println);
      System.exit(BAD_INPUT);
    }
  }

  static Scenario scenario(Map<String, String> context, ScenarioFiles files) {
    Map<String, String> overrides = new TreeMap<>();
    context.forEach(
        (key, value) -> {
          if (key.startsWith(OVERRIDE)) {
            overrides.put(key.substring(OVERRIDE.length()), value);
          }
        });
    return files.read(context.getOrDefault("scenario", "article"), overrides);
  }

  private static Map<String, String> context(App app) {
    Map<String, String> context = new TreeMap<>();
    ((Map<?, ?>) app.getNode().getAllContext())
        .forEach((key, value) -> context.put(String.valueOf(key), String.valueOf(value)));
    return context;
  }

  static Path jar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new InvalidInput(
          "The functions' jar %s is missing: build it with mvn -DskipTests package."
              .formatted(jar));
    }
    return jar;
  }
}
