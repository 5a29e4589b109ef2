/**
 * Message move tasks: StartMessageMoveTask and what it starts. Enter at {@link
 * dev.retrylab.harness.local.sqs.movetask.MoveTasks}. "Redriven" is what such a task moves; what a
 * redrive policy moves is moved to the DLQ, by the queue itself.
 */
package dev.retrylab.harness.local.sqs.movetask;
