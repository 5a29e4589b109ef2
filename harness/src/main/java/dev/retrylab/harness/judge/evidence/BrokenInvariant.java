package dev.retrylab.harness.judge.evidence;

/**
 * Something that a queue must not do, whatever anyone expects of the experiment.
 *
 * @param key of the message it was done to
 * @param what the phrase that tells it
 * @param promised whether the target promises that it does not happen: a FIFO queue always, a
 *     standard queue of AWS not, since it may deliver a message more than once
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html">
 *     Amazon SQS at-least-once delivery</a>
 */
public record BrokenInvariant(String key, String what, boolean promised) {}
