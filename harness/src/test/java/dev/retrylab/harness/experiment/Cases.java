package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;

/** Scenarios of {@code src/test/resources/cases}, each at the edge of a rule. */
final class Cases {
  private Cases() {}

  static Scenario load(String name, String... settings) {
    return Scenarios.load("src/test/resources/cases/" + name + ".yaml", List.of(settings));
  }
}
