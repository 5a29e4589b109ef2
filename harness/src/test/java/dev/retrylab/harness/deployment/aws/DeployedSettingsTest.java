package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings that are deployed")
class DeployedSettingsTest {

  @Test
  @DisplayName("are read from AWS, each of them: an expectation would else be of another setting")
  void complete() {
    assertThat(DeployedSettings.readable()).containsExactlyInAnyOrderElementsOf(Settings.ALL);
  }
}
