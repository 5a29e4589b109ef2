/**
 * What is deployed for a scenario besides its settings: the names of the stack, its queues,
 * functions and outputs, environment variables, and the sizes that no setting changes. The CDK app
 * compiles this package and {@code scenario} with its own sources; the local engine is set up from
 * it, and the aws target finds a deployed stack by it.
 *
 * <p>Begin at {@link dev.retrylab.harness.stack.StackPlan}. Nothing here may use another package of
 * the harness than {@code scenario}, nor an AWS library.
 */
package dev.retrylab.harness.stack;
