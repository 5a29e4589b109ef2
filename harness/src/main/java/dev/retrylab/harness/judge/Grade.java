package dev.retrylab.harness.judge;

import java.util.List;

/**
 * How what happened to a message, or what a step brought, stands to what was expected of it,
 * whichever hypothesis expects it.
 *
 * @param reasons what contradicts or what is missing, one phrase each; empty for a match
 */
record Grade(Verdict verdict, List<String> reasons) {
  static final Grade MATCH = new Grade(Verdict.MATCH, List.of());

  Grade {
    reasons = List.copyOf(reasons);
  }

  static Grade diverged(List<String> reasons) {
    return new Grade(Verdict.DIVERGED, reasons);
  }

  static Grade inconclusive(List<String> reasons) {
    return new Grade(Verdict.INCONCLUSIVE, reasons);
  }

  /** The verdict that it is under a hypothesis. */
  MessageVerdict under(String hypothesis) {
    return new MessageVerdict(hypothesis, verdict, reasons);
  }
}
