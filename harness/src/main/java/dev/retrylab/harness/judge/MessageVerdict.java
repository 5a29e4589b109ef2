package dev.retrylab.harness.judge;

import java.util.List;

/**
 * The verdict on one message under one hypothesis.
 *
 * @param key the message
 * @param hypothesis id of the hypothesis
 * @param reasons what contradicts or what is missing, one phrase each; empty for a match
 */
public record MessageVerdict(String key, String hypothesis, Verdict verdict, List<String> reasons) {

  public MessageVerdict {
    reasons = List.copyOf(reasons);
  }

  /** The same verdict for other reasons. */
  MessageVerdict with(List<String> other) {
    return new MessageVerdict(key, hypothesis, verdict, other);
  }
}
