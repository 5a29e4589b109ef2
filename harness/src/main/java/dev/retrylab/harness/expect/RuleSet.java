package dev.retrylab.harness.expect;

import java.util.Optional;
import java.util.Set;

/**
 * The choices in which hypotheses differ. {@link #documented()} is what AWS says; a hypothesis
 * changes one of them. One engine computes predictions for all.
 *
 * @param asyncRetries whether a failed receive is retried as an asynchronous invocation
 * @param retries whether a failed message is received again at all
 * @param countRestartsInDlq whether the receive count starts anew in the dead-letter queue
 * @param clockStartsAtFailure whether the visibility timeout counts from the end of the failed run
 * @param phantomReceives how many receives of a message may be counted that no function got
 * @param guesses what else is believed against the documentation
 * @param assumption what the hypothesis assumes instead of the documentation
 */
record RuleSet(
    Async asyncRetries,
    boolean retries,
    boolean countRestartsInDlq,
    boolean clockStartsAtFailure,
    int phantomReceives,
    Set<Guess> guesses,
    Optional<Rule> assumption) {

  RuleSet {
    guesses = Set.copyOf(guesses);
  }

  /** Whether asynchronous retries come on top of each receive. */
  enum Async {
    NEVER,
    ALWAYS,
    /** Only those whose wait is shorter than the visibility timeout. */
    WITHIN_VISIBILITY
  }

  /** The choices that decide what a message goes through in the source queue, and when. */
  record Course(boolean retries, boolean clockStartsAtFailure, int phantomReceives) {}

  /**
   * @param hangs whether any message of the workload hangs: when the clock starts matters to no
   *     other
   */
  Course course(boolean hangs) {
    return new Course(retries, clockStartsAtFailure && hangs, phantomReceives);
  }

  static RuleSet documented() {
    return new RuleSet(Async.NEVER, true, false, false, 0, Set.of(), Optional.empty());
  }

  RuleSet assuming(String id, String statement, String source) {
    return new RuleSet(
        asyncRetries,
        retries,
        countRestartsInDlq,
        clockStartsAtFailure,
        phantomReceives,
        guesses,
        Optional.of(new Rule(id, statement, source)));
  }

  RuleSet withAsyncRetries(Async other) {
    return new RuleSet(
        other,
        retries,
        countRestartsInDlq,
        clockStartsAtFailure,
        phantomReceives,
        guesses,
        assumption);
  }

  RuleSet withoutRetries() {
    return new RuleSet(
        asyncRetries,
        false,
        countRestartsInDlq,
        clockStartsAtFailure,
        phantomReceives,
        guesses,
        assumption);
  }

  RuleSet withCountRestartingInDlq() {
    return new RuleSet(
        asyncRetries, retries, true, clockStartsAtFailure, phantomReceives, guesses, assumption);
  }

  RuleSet withClockStartingAtFailure() {
    return new RuleSet(
        asyncRetries, retries, countRestartsInDlq, true, phantomReceives, guesses, assumption);
  }

  RuleSet believing(Guess guess) {
    return new RuleSet(
        asyncRetries,
        retries,
        countRestartsInDlq,
        clockStartsAtFailure,
        phantomReceives,
        Set.of(guess),
        assumption);
  }

  boolean believes(Guess guess) {
    return guesses.contains(guess);
  }

  /**
   * @param most at least 0
   */
  RuleSet allowingPhantomReceives(int most) {
    return new RuleSet(
        asyncRetries, retries, countRestartsInDlq, clockStartsAtFailure, most, guesses, assumption);
  }
}
