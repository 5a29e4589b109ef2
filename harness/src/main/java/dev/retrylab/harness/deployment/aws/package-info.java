/**
 * The stack that {@code cdk deploy} made, on AWS or on an endpoint that speaks its wire formats.
 * Enter at {@link dev.retrylab.harness.deployment.aws.AwsTarget}.
 *
 * <p>Before anything is sent, {@code Preflight} finds the stack ({@code StackFinder}) and checks
 * each scenario in it ({@code ScenarioCheck}, with a check of its own for queues, mappings and
 * functions); every sentence about what is wrong comes to {@code Problems}. {@code
 * DeployedSettings} is the table of how each setting is read from AWS, {@code PolicyDocument} the
 * permissions that all of this needs.
 */
package dev.retrylab.harness.deployment.aws;
