/**
 * The settings, workload and hypotheses of an experiment, read from a scenario file and checked.
 * Knows nothing of AWS or time.
 */
package dev.retrylab.harness.scenario;
