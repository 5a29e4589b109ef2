package dev.retrylab.harness.observe;

/**
 * What a report of the platform says that an invocation is billed for.
 *
 * @param milliseconds rounded up to whole ones (Lambda pricing)
 * @param megabytes of memory that the function has
 */
public record BilledTime(long milliseconds, int megabytes) {}
