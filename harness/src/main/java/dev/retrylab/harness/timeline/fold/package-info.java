/**
 * A pure fold of observations into histories. Enter at {@link
 * dev.retrylab.harness.timeline.fold.TimelineFold}, which takes the observations in any order.
 *
 * <p>{@code Invocations} puts together what belongs to one invocation, and {@code MessageFold}
 * makes one history of all deliveries of a message. What no log tells is inferred afterwards: that
 * a message expired, was discarded, or lies in a queue whose count says so. Each inference is a
 * function from a history to a history.
 */
package dev.retrylab.harness.timeline.fold;
