package dev.retrylab.cdk;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesises, without the CDK CLI, the stacks that the harness's tests deploy to emulators.
 *
 * <p>Arguments: the root of the project, the folder for the assemblies, the assets' bucket, and for
 * each assembly its folder's name and what it sets, such as {@code poisoned-batch
 * mapping.batchSize=10} or {@code throttled scenario=throttled}.
 */
public final class Assemblies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCENARIO = "scenario";
  private static final String NO_NODE =
      "Nothing is synthesised for the tests against emulators: that needs Node.js, and there is no"
          + " node on the PATH.";

  private final Path root;
  private final Path folder;
  private final Assets assets;

  private Assemblies(Path root, Path folder, Assets assets) {
    this.root = root;
    this.folder = folder;
    this.assets = assets;
  }

  /** Writes the assemblies; says so where Node.js is missing. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!nodeIsThere()) {
      System.out.println(NO_NODE);
      return;
    }
    Assemblies assemblies =
        new Assemblies(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Assets.of(Map.of("assetsBucket", arguments[2])));
    for (int i = 3; i < arguments.length; i++) {
      assemblies.synthesise(arguments[i].strip().split("\\s+"));
    }
  }

  private void synthesise(String[] words) throws IOException {
    Map<String, Object> context = featureFlags();
    Map<String, String> settings = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] setting = words[i].split("=", 2);
      settings.put((setting[0].equals(SCENARIO) ? "" : "set.") + setting[0], setting[1]);
    }
    App app =
        new App(
            AppProps.builder()
                .context(context)
                .outdir(folder.resolve(words[0]).toString())
                .build());
    new RetryLabStack(
        app, Selection.of(settings), RetryLabApp.jar(root.resolve(RetryLabApp.JAR)), assets);
    app.synth();
  }

  /** As the CDK CLI reads them. */
  private Map<String, Object> featureFlags() throws IOException {
    return JSON.convertValue(
        JSON.readTree(root.resolve("cdk.json").toFile()).get("context"),
        new TypeReference<Map<String, Object>>() {});
  }

  private static boolean nodeIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
