package dev.retrylab.harness.fidelity;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Skips tests that need what is not here, with one line on the console; or fails them. */
public final class Skip {
  private Skip() {}

  /** Skips the test where what it needs is missing. */
  public static void unless(boolean present, String test, String missing) {
    unless(present, test, missing, false);
  }

  /**
   * The same where somebody may insist.
   *
   * @param required whether the skip is a failure
   */
  static void unless(boolean present, String test, String missing, boolean required) {
    if (present) {
      return;
    }
    String line = "%s is skipped: %s.".formatted(test, missing);
    if (required) {
      fail("%s cannot be skipped, and %s.".formatted(test, missing));
    }
    System.out.println(line);
    assumeTrue(false, line);
  }
}
