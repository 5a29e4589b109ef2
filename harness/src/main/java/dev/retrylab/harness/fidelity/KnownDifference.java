package dev.retrylab.harness.fidelity;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A difference that is declared for an engine. It is expected in each of its cases: where it is no
 * longer seen, the declaration is out of date.
 *
 * @param subject as in {@link Difference}
 * @param cases in which it shows, at least one
 * @param reason what the engine does, one sentence
 * @param measured with which version it was seen
 */
public record KnownDifference(
    Aspect aspect, String subject, Set<ContractCase> cases, String reason, String measured) {

  public KnownDifference {
    cases = Collections.unmodifiableSet(EnumSet.copyOf(cases));
  }

  /** One that shows in each case of the article's experiment; {@link #in} names others. */
  static KnownDifference of(Aspect aspect, String subject, String reason, String measured) {
    return new KnownDifference(aspect, subject, ContractCase.ofTheArticle(), reason, measured);
  }

  KnownDifference in(ContractCase... some) {
    return new KnownDifference(
        aspect, subject, EnumSet.copyOf(Arrays.asList(some)), reason, measured);
  }

  /** Whether this is what was seen. */
  boolean covers(Difference seen) {
    return aspect == seen.aspect() && subject.equals(seen.subject());
  }
}
