package dev.retrylab.harness.local.lambda;

/**
 * Provisioned mode of a mapping (services-sqs-parameters, and CloudFormation's
 * ProvisionedPollerConfig).
 *
 * @param minimum pollers that are always there, 2 to 200
 * @param maximum pollers under load, 2 to 2000 and not below the minimum
 */
public record ProvisionedPollers(int minimum, int maximum) {
  /** Checks the ranges. */
  public ProvisionedPollers {
    if (minimum < 2 || minimum > 200) {
      throw new IllegalArgumentException("minimum pollers must be 2 to 200, not " + minimum);
    }
    if (maximum < minimum || maximum > 2000) {
      throw new IllegalArgumentException(
          "maximum pollers must be " + minimum + " to 2000, not " + maximum);
    }
  }
}
