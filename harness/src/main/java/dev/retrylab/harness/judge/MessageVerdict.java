package dev.retrylab.harness.judge;

import java.util.List;

/**
 * The verdict on one message, or one step, under one hypothesis.
 *
 * @param hypothesis id of the hypothesis
 * @param reasons what contradicts or what is missing, one phrase each; empty for a match
 */
public record MessageVerdict(String hypothesis, Verdict verdict, List<String> reasons) {
  public MessageVerdict {
    reasons = List.copyOf(reasons);
  }
}
