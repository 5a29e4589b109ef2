/**
 * SQS's JSON protocol. Enter at {@link dev.retrylab.harness.local.sqs.wire.SqsService}, the table
 * of all actions. Requests are read and answers written here; every rule of SQS itself is in the
 * rooms before it.
 */
package dev.retrylab.harness.local.sqs.wire;
