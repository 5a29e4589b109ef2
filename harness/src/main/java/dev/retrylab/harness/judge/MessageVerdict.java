package dev.retrylab.harness.judge;

import java.util.List;

/**
 * The verdict on one message, or one step, under one hypothesis.
 *
 * @param hypothesis id of the hypothesis
 * @param kind what was expected: the number in {@link
 *     dev.retrylab.harness.expect.Prediction#kinds}, or {@link #OF_A_STEP}
 * @param reasons what contradicts or what is missing, one phrase each; empty for a match
 */
public record MessageVerdict(String hypothesis, int kind, Verdict verdict, List<String> reasons) {
  /** In place of a kind. */
  public static final int OF_A_STEP = -1;

  public MessageVerdict {
    reasons = List.copyOf(reasons);
  }
}
