/**
 * SQS: the queues of one account in one region. Enter at {@link
 * dev.retrylab.harness.local.sqs.SqsEngine}. Each room below knows only those before it: {@code
 * model} (ids, requests, results, errors), {@code attributes} (what can be set on a queue), {@code
 * queue} (one queue and its verbs), {@code movetask} (message move tasks), this package, {@code
 * wire} (the JSON protocol).
 */
package dev.retrylab.harness.local.sqs;
