/**
 * Getting at a deployment: where to send, where to read, which settings are really deployed, and
 * the SDK clients for it. Enter at {@link dev.retrylab.harness.deployment.Target}, whose two kinds
 * are {@code aws.AwsTarget} (a stack on AWS or on another endpoint) and {@code local.LocalTarget}
 * (the embedded engine); everything after "here is a target" is the same code for both.
 *
 * <p>Nothing here may know of expectations, judging or reports.
 */
package dev.retrylab.harness.deployment;
