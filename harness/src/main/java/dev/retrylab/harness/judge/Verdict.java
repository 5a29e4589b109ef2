package dev.retrylab.harness.judge;

import java.util.Collection;
import java.util.Comparator;

/** How an observation stands to a prediction, from the best to the worst. */
public enum Verdict {
  /** The observation lies inside the prediction, and was watched for long enough to say so. */
  MATCH,
  /** Nothing contradicts the prediction, and something is still missing. */
  INCONCLUSIVE,
  /** Something contradicts the prediction. */
  DIVERGED;

  /** The worst of them; of none at all, INCONCLUSIVE: nothing judged is no success. */
  public static Verdict worst(Collection<Verdict> verdicts) {
    return verdicts.stream().max(Comparator.naturalOrder()).orElse(INCONCLUSIVE);
  }
}
