/**
 * What runs a function's handler: AWS's Runtime Interface Client in a process of its own. Enter at
 * {@link dev.retrylab.harness.local.runtime.FunctionRuntime}, which execution environments use, and
 * at {@link dev.retrylab.harness.local.runtime.ProcessRuntime}, which starts the process and serves
 * it the Runtime API. Package {@code child} is the code that runs in that process.
 *
 * <p>Nothing here knows Lambda's API, invocation results, queues, mappings or log groups: a log
 * event is a text for the listener.
 */
package dev.retrylab.harness.local.runtime;
