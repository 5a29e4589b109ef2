package dev.retrylab.cdk;

import dev.retrylab.harness.stack.FunctionRole;
import dev.retrylab.harness.stack.StackOutput;
import dev.retrylab.harness.stack.StackPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which scenarios can stand in one stack. */
final class SideBySide {
  /**
   * A function's name has at most 64 characters, and that of the DLQ consumer has the longest end.
   */
  private static final int LONGEST_NAME =
      64
          - StackPlan.PREFIX_SIDE_BY_SIDE.length()
          - ("-" + FunctionRole.DLQ_CONSUMER.word()).length();

  private SideBySide() {}

  /**
   * Makes sure that all names will differ and that none is too long.
   *
   * @throws InvalidInput with a sentence for each that cannot stand there
   */
  static void check(List<String> scenarios) {
    List<String> problems = new ArrayList<>();
    Map<String, String> byWord = new HashMap<>();
    for (String name : scenarios) {
      if (name.length() > LONGEST_NAME) {
        problems.add(
            "Scenario %s cannot stand beside others: its name has more than %d characters."
                .formatted(name, LONGEST_NAME));
      }
      String other = byWord.putIfAbsent(StackOutput.word(name), name);
      if (other != null) {
        problems.add(
            "Scenarios %s and %s cannot stand side by side: their outputs would have the same names."
                .formatted(other, name));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }
}
