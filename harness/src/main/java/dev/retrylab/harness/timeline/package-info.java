/**
 * A pure fold of observations into one history for each message. Nothing here knows where the
 * observations came from, or what was expected.
 */
package dev.retrylab.harness.timeline;
