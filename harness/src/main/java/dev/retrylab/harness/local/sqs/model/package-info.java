/**
 * What goes in and out of queues: names, ids, requests, results, AWS's errors, and the rules for
 * each that need no queue. Values only: no state, no clock.
 */
package dev.retrylab.harness.local.sqs.model;
