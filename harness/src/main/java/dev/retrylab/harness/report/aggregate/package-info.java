/**
 * What a run of thousands of messages comes to: curves over time, how often messages were received,
 * and messages with the same story counted together. All of it is reckoned from the history, so
 * that it is the same for every target; the forms of a report show it.
 */
package dev.retrylab.harness.report.aggregate;
