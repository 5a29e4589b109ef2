package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the jar that is deployed to AWS: in the working directory's tree, or in this program's. */
public final class FunctionJar {
  private static final Path IN_TREE = Path.of("lambda", "target", "retry-lab-lambda.jar");

  private FunctionJar() {}

  public static Path find() {
    return Stream.concat(Stream.of(Path.of("")), sourceTree().stream())
        .map(root -> root.resolve(IN_TREE))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "The functions' jar %s does not exist. Build it: mvn -q -DskipTests package"
                        .formatted(IN_TREE)));
  }

  /**
   * This program is harness/target/retry-lab.jar or harness/target/classes/, unless it was moved.
   */
  private static Optional<Path> sourceTree() {
    try {
      Path self =
          Path.of(FunctionJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(self.toAbsolutePath().getParent())
          .map(Path::getParent)
          .map(Path::getParent);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
