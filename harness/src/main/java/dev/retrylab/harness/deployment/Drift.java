package dev.retrylab.harness.deployment;

/**
 * A setting that is deployed otherwise than the scenario says.
 *
 * @param setting its key in the scenario file, such as {@code queue.visibilityTimeout}
 * @param inScenario its value there
 * @param deployed its value on the target
 */
public record Drift(String setting, String inScenario, String deployed) {}
