/**
 * Predictions of scenarios in which the harness acts itself. Enter at {@link
 * dev.retrylab.harness.expect.rules.step.StepPredictor}, which tells what the steps bring, and what
 * becomes of the messages that they receive and move.
 *
 * <p>What a function makes of a message is worked out in the package above, which knows nothing of
 * this one but the rules that it rests on.
 */
package dev.retrylab.harness.expect.rules.step;
