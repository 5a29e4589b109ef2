/**
 * CloudFormation and STS, as far as they tell other programs where a deployment is and whose: stack
 * outputs and the caller's identity.
 */
package dev.retrylab.harness.local.stack;
