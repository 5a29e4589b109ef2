/**
 * The engine's time. Everything that waits in the engine waits on the one {@link
 * dev.retrylab.harness.local.clock.EngineClock}; {@link
 * dev.retrylab.harness.local.clock.RunningClock} is the one of a running engine, which jumps to the
 * next timer while nothing holds it. Knows nothing of queues, functions and HTTP.
 */
package dev.retrylab.harness.local.clock;
