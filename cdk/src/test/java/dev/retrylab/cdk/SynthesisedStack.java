package dev.retrylab.cdk;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** The stack of the article's scenario with some values set, or of others. */
record SynthesisedStack(App app, RetryLabStack stack) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the CDK CLI has it, under the feature flags of cdk.json. */
  static SynthesisedStack with(Map<String, String> overrides, Path jar) {
    return in(freshApp(), overrides, jar);
  }

  static SynthesisedStack in(App app, Map<String, String> overrides, Path jar) {
    return in(app, overrides, jar, Assets.bootstrapped());
  }

  /** A bundled scenario as it is. */
  static SynthesisedStack ofScenario(String name, Path jar) {
    return of(freshApp(), Map.of("scenario", name), jar, Assets.bootstrapped());
  }

  /** Several bundled scenarios side by side. */
  static SynthesisedStack sideBySide(App app, String names, Path jar) {
    return of(app, Map.of("scenarios", names), jar, Assets.bootstrapped());
  }

  /** As the CDK CLI makes it. */
  static App freshApp() {
    return new App(AppProps.builder().context(featureFlags()).build());
  }

  static SynthesisedStack in(App app, Map<String, String> overrides, Path jar, Assets assets) {
    Map<String, String> context = new HashMap<>();
    overrides.forEach((key, value) -> context.put("set." + key, value));
    return of(app, context, jar, assets);
  }

  private static SynthesisedStack of(
      App app, Map<String, String> context, Path jar, Assets assets) {
    return new SynthesisedStack(app, new RetryLabStack(app, Selection.of(context), jar, assets));
  }

  /** The functions' jar is not there before the package phase, and its content does not matter. */
  static Path jar(Path directory, String content) {
    try {
      return Files.writeString(directory.resolve("functions.jar"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Template template() {
    return Template.fromStack(stack);
  }

  private static Map<String, Object> featureFlags() {
    try {
      JsonNode flags = JSON.readTree(Path.of("../cdk.json").toFile()).get("context");
      return JSON.convertValue(flags, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
