/**
 * Values as text: how a scenario file writes durations, ranges and words, and the sentences about
 * what is wrong. {@link dev.retrylab.harness.scenario.text.Section} reads the keys of one mapping,
 * and {@link dev.retrylab.harness.scenario.text.Problems} collects the sentences.
 *
 * <p>Nothing here knows what a scenario is, or which keys it has.
 */
package dev.retrylab.harness.scenario.text;
