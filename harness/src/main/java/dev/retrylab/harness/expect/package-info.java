/**
 * What the documented rules and other hypotheses predict for a scenario, as sets and bounds. Knows
 * nothing of targets or the local engine, so that a comparison never compares a thing with itself.
 */
package dev.retrylab.harness.expect;
