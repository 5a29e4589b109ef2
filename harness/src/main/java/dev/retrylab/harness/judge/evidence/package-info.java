/**
 * What the evidence of a run shows whatever anyone expects of it: how it was gathered ({@link
 * dev.retrylab.harness.judge.evidence.Evidence}), which {@link
 * dev.retrylab.harness.judge.evidence.Invariants} it breaks, and the sentences that tell it ({@link
 * dev.retrylab.harness.judge.evidence.Finding}).
 *
 * <p>Nothing here knows of predictions and verdicts.
 */
package dev.retrylab.harness.judge.evidence;
