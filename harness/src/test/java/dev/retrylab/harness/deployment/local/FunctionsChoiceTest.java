package dev.retrylab.harness.deployment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsChoiceTest {

  @Test
  @DisplayName(
      "on Linux the article has processes, and what hangs for 15 minutes or takes its own time to start has not")
  void onLinux() {
    assertThat(FunctionsChoice.of(Scenarios.load("article"), "Linux"))
        .isEqualTo(
            new FunctionsChoice(RuntimeKind.PROCESSES, "few run at a time, and none for long"));
    assertThat(
            FunctionsChoice.of(
                Scenarios.load(
                    "timeout", List.of("function.timeout=15m", "queue.visibilityTimeout=30m")),
                "Linux"))
        .isEqualTo(new FunctionsChoice(RuntimeKind.SIMULATED, "a run takes 900 s"));
    assertThat(
            FunctionsChoice.of(
                Scenarios.load("article", List.of("function.initDuration=8s")), "Linux"))
        .isEqualTo(new FunctionsChoice(RuntimeKind.SIMULATED, "a cold start takes 8s"));
    assertThat(FunctionsChoice.asked(RuntimeKind.PROCESSES, "Linux").kind())
        .isEqualTo(RuntimeKind.PROCESSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mac OS X", "Windows 11"})
  @DisplayName("elsewhere functions are simulated, and processes are refused with the way out")
  void elsewhere(String operatingSystem) {
    assertThat(FunctionsChoice.of(Scenarios.load("article"), operatingSystem))
        .isEqualTo(new FunctionsChoice(RuntimeKind.SIMULATED, "AWS's runtime client is for Linux"));
    assertThat(FunctionsChoice.asked(RuntimeKind.SIMULATED, operatingSystem).kind())
        .isEqualTo(RuntimeKind.SIMULATED);
    assertThatThrownBy(() -> FunctionsChoice.asked(RuntimeKind.PROCESSES, operatingSystem))
        .isInstanceOf(TargetUnusable.class)
        .hasMessage(
            "--functions processes needs Linux, since AWS's runtime client is for Linux only, and"
                + " this is %s. Use --functions simulated: it calls the same handlers inside the"
                + " harness.",
            operatingSystem);
  }
}
