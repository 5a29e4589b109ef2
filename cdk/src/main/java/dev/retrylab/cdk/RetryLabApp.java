package dev.retrylab.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;

/**
 * The CDK app. The CDK CLI runs it at the root of the project, as cdk.json says.
 *
 * <p>Context: {@code -c scenario=NAME} (default article), or {@code -c scenarios=a,b} for several
 * side by side, and {@code -c set.KEY=VALUE} for any key of the infrastructure part of them all,
 * such as {@code -c set.queue.visibilityTimeout=200s}; see {@link Selection}. With {@code -c
 * assetsBucket=NAME} the template needs no bootstrapped account; see {@link Assets}.
 */
public final class RetryLabApp {
  static final Path JAR = Path.of("lambda/target/retry-lab-lambda.jar");

  /** As in the harness: usage or bad input. */
  private static final int BAD_INPUT = 64;

  private RetryLabApp() {}

  /** Synthesises the stack; bad input ends the process with code 64 and one sentence a problem. */
  public static void main(String[] args) {
    try {
      App app = new App();
      Map<String, String> context = context(app);
      new RetryLabStack(app, Selection.of(context), jar(JAR), Assets.of(context));
      app.synth();
    } catch (InvalidInput e) {
      e.problems().forEach(System.err::println);
      System.exit(BAD_INPUT);
    }
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
