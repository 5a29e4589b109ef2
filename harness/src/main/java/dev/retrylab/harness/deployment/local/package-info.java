/**
 * A scenario in the embedded engine: {@link dev.retrylab.harness.deployment.local.LocalTarget}
 * starts the engine, and {@code LocalDeployment} makes in it what the CDK app makes on AWS, by the
 * same {@code StackPlan}. The only package outside of the engine that sets one up.
 */
package dev.retrylab.harness.deployment.local;
