/**
 * One queue: its messages, its lock, its verbs. Enter at {@link
 * dev.retrylab.harness.local.sqs.queue.Queue}, which calls each verb (classes named as in the API)
 * on {@code QueueState} under {@code QueueMonitor}. {@code QueuedMessages} holds the messages, by
 * {@code DeliveryOrder}; {@code LongPolls} holds the receives that wait; {@code DeadLetterMoves}
 * takes messages to the DLQ once the lock is open. Other queues are known as {@link
 * dev.retrylab.harness.local.sqs.queue.DeadLetterQueue} only, and the protocol not at all.
 */
package dev.retrylab.harness.local.sqs.queue;
