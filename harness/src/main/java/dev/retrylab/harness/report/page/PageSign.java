package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.Verdicts;

/**
 * How a verdict looks in a page: never by its colour alone.
 *
 * @param css the class that colours it
 * @param sign one character
 * @param words what the sign says, for those who do not see it
 */
record PageSign(String css, String sign, String words) {

  static PageSign of(Verdict verdict) {
    return switch (verdict) {
      case MATCH -> new PageSign("good", "✓", "inside");
      case DIVERGED -> new PageSign("bad", "✗", "outside");
      case INCONCLUSIVE -> new PageSign("unsure", "?", "not settled");
    };
  }

  static PageSign of(Standing standing) {
    return of(Verdicts.asVerdict(standing));
  }
}
