/**
 * What is known of a run: {@link dev.retrylab.harness.timeline.Observation} is what log lines say,
 * and a {@link dev.retrylab.harness.timeline.History} holds one {@link
 * dev.retrylab.harness.timeline.MessageHistory} for each message, with its {@link
 * dev.retrylab.harness.timeline.Event}s in order.
 *
 * <p>Values only, which tell what follows from themselves. Nothing here knows where observations
 * come from, what was expected, or how {@code fold} makes the one of the other.
 */
package dev.retrylab.harness.timeline;
