/**
 * Holds histories against predictions. Enter at {@link dev.retrylab.harness.judge.Judge} once a run
 * is over, and at {@link dev.retrylab.harness.judge.Watch} while it goes on.
 *
 * <p>{@code Grader} grades one message under one prediction: it asks {@code Contradictions}, and
 * these ask {@link dev.retrylab.harness.judge.Quantity} of counts and of where a message ends up,
 * and {@link dev.retrylab.harness.judge.TooEarly} of times; errors that are overdue, and receive
 * counts that go back, {@code Contradictions} finds itself. What the evidence shows whatever anyone
 * expects is in {@code evidence}, which knows nothing of this package.
 *
 * <p>Pure: what was observed and what was expected go in, a verdict and findings come out.
 */
package dev.retrylab.harness.judge;
