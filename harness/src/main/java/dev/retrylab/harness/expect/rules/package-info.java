/**
 * The rules and what follows from them: {@link dev.retrylab.harness.expect.rules.DocumentedRules}
 * has each with its source, {@link dev.retrylab.harness.expect.rules.Belief} what hypotheses
 * believe instead, and {@link dev.retrylab.harness.expect.rules.Predictor} works out what a message
 * can go through, by way of {@link dev.retrylab.harness.expect.rules.BatchCompanions what shares
 * its batch}, {@link dev.retrylab.harness.expect.rules.ReceiveTimes the times of its receives} and
 * {@link dev.retrylab.harness.expect.rules.PossibleEnds the ways in which it can end}. Where the
 * harness itself receives and moves messages, {@code step} does it. Hypotheses have their names in
 * the package above.
 */
package dev.retrylab.harness.expect.rules;
