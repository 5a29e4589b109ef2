/**
 * The CDK app: one stack with the queues, functions and mappings of one scenario. It shares no code
 * with the harness, only the scenario file and the stack outputs.
 */
package dev.retrylab.cdk;
