package dev.retrylab.harness.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;

/** A scenario as a test writes it. */
public final class ScenarioYaml {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ScenarioYaml() {}

  /** All of its file but for the name. */
  public static Scenario read(String yaml) {
    try {
      return Scenarios.of(YAML.readTree("name: x\n" + yaml));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
