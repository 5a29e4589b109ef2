package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fidelity")
class FidelityCommandTest {

  @Test
  @DisplayName("names the cases when one is asked for that there is not")
  void unknownCase() {
    assertThat(Said.by("fidelity", "nothing"))
        .isEqualTo(
            Said.refusal(
                "There is no case \"nothing\"; there are article, poisoned-batch,"
                    + " batch-item-failures, throttled, mismatched-dlq, redrive-poison,"
                    + " no-dlq."));
  }

  @Test
  @DisplayName("names the engines when one is asked for that there is not")
  void unknownEngine() {
    assertThat(Said.by("fidelity", "--engine", "azure"))
        .isEqualTo(
            Said.refusal(
                "--engine is \"azure\", but must be one of aws, local, localstack, floci, other."));
  }

  @Test
  @DisplayName("refuses a file of earlier results that is not there")
  void missingFile() {
    assertThat(Said.by("fidelity", "--add", "none.json"))
        .isEqualTo(Said.refusal("--add names none.json, which is no file."));
  }
}
