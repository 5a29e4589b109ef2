/**
 * What the documented rules and other hypotheses predict for a scenario, as sets and bounds. Enter
 * at {@link dev.retrylab.harness.expect.Hypotheses}. {@code prediction} has the values that come
 * out, {@code rules} works them out. Knows nothing of deployments or the local engine, so that a
 * comparison never compares a thing with itself.
 */
package dev.retrylab.harness.expect;
