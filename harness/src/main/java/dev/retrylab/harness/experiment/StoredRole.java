package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.Shortened;
import dev.retrylab.harness.timeline.FunctionRole;

/** The role of a function in the files of a run. */
final class StoredRole {
  private StoredRole() {}

  /**
   * @throws IllegalArgumentException where no function has that role
   */
  static FunctionRole parse(String word) {
    return FunctionRole.byWord(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no function \"" + Shortened.of(word) + "\""));
  }
}
