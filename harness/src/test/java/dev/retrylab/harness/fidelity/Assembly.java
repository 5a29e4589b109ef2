package dev.retrylab.harness.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the CDK app has synthesised for a case: a template, and the files that it looks for in S3.
 */
record Assembly(String template, List<Asset> assets) {
  /** One line for tests that are skipped. */
  static final String MISSING =
      "target/cdk.out is missing; mvn verify makes it where there is Node.js";

  private static final Path ALL = Path.of("../target/cdk.out");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file, and the place where the template looks for it. */
  record Asset(Path file, String bucket, String key) {}

  /** Empty where there was no Node.js to synthesise with. */
  static Optional<Assembly> of(ContractCase contractCase) {
    Path folder = ALL.resolve(contractCase.id());
    Path template = folder.resolve("RetryLab.template.json");
    if (!Files.isRegularFile(template)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Assembly(Files.readString(template), assets(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template is an asset too; it is handed over directly instead. */
  private static List<Asset> assets(Path folder) throws IOException {
    List<Asset> assets = new ArrayList<>();
    JsonNode files = JSON.readTree(folder.resolve("RetryLab.assets.json").toFile()).path("files");
    for (JsonNode file : files) {
      Path source = folder.resolve(file.at("/source/path").asText());
      for (JsonNode destination : file.path("destinations")) {
        assets.add(
            new Asset(
                source,
                destination.path("bucketName").asText(),
                destination.path("objectKey").asText()));
      }
    }
    return assets.stream().filter(asset -> !asset.key().endsWith(".json")).toList();
  }
}
