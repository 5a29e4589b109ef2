/**
 * Log events in, observations out. {@link dev.retrylab.harness.observe.CloudWatchLogSource} fetches
 * log events, {@link dev.retrylab.harness.observe.Observer} keeps each once, and {@link
 * dev.retrylab.harness.observe.LogEvidenceReader} reads what they say: lines of the functions'
 * journal, lines of the Lambda platform in either log format, and stack traces. Nothing here knows
 * what was expected.
 */
package dev.retrylab.harness.observe;
