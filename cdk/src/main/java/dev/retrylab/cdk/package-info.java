/**
 * The CDK app: one stack with the queues, functions and mappings of one scenario, or of several
 * side by side. {@link dev.retrylab.cdk.RetryLabApp} is where one enters: it reads which scenarios
 * are asked for ({@code Selection}), and makes the stack of them ({@code RetryLabStack}, {@code
 * RetryExperiment}).
 *
 * <p>Scenario files are read, and things named, by the harness's packages {@code scenario} and
 * {@code stack}, which are compiled here, too; nothing else of the harness is. Whether a setting is
 * allowed is decided there; what is refused here is only what a stack cannot hold.
 */
package dev.retrylab.cdk;
