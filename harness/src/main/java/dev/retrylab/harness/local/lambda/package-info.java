/**
 * Lambda: the API over HTTP ({@link dev.retrylab.harness.local.lambda.LambdaService}), deployed
 * functions with their execution environments ({@link
 * dev.retrylab.harness.local.lambda.LambdaFunction}), reserved concurrency, and the queue of
 * asynchronous invocations ({@link dev.retrylab.harness.local.lambda.AsyncQueue}). Whoever runs a
 * function does so through an {@link dev.retrylab.harness.local.lambda.Invoker}.
 *
 * <p>How a handler is executed is a matter of package {@code runtime}; what an event source mapping
 * makes of a result, one of package {@code mapping}.
 */
package dev.retrylab.harness.local.lambda;
