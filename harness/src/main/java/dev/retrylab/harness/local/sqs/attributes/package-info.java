/**
 * What can be set on a queue: its attributes, redrive policies and tags, with AWS's ranges,
 * defaults and refusals. Enter at {@link
 * dev.retrylab.harness.local.sqs.attributes.QueueAttributes}. Values only: nothing here knows a
 * queue or its messages.
 */
package dev.retrylab.harness.local.sqs.attributes;
