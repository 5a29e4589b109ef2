package dev.retrylab.harness.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the jar that is deployed to AWS: in the working directory's tree, or in this program's. */
final class FunctionJar {
  private static final Path IN_TREE = Path.of("lambda", "target", "retry-lab-lambda.jar");

  private FunctionJar() {}

  static Path find() {
    return List.of(Path.of(""), sourceTree()).stream()
        .map(root -> root.resolve(IN_TREE))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "The functions' jar %s does not exist. Build it: mvn -q -DskipTests package"
                        .formatted(IN_TREE)));
  }

  /** This program is harness/target/retry-lab.jar or harness/target/classes/. */
  private static Path sourceTree() {
    try {
      Path self =
          Path.of(FunctionJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = self.toAbsolutePath().getParent();
      return target.getParent().getParent();
    } catch (URISyntaxException e) {
      return Path.of("");
    }
  }
}
