/**
 * Holds histories against predictions. Enter at {@link dev.retrylab.harness.judge.Judge} once a run
 * is over, and at {@link dev.retrylab.harness.judge.Watch} while it goes on.
 *
 * <p>{@code Grader} grades one message under one prediction: it asks {@code Contradictions}, and
 * these ask {@link dev.retrylab.harness.judge.Quantity}, the one table of what is compared. What
 * the evidence shows whatever anyone expects is in {@code evidence}, which knows nothing of this
 * package.
 *
 * <p>Pure: what was observed and what was expected go in, a verdict and findings come out.
 */
package dev.retrylab.harness.judge;
