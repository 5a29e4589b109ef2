/**
 * An experiment as a value: a {@link dev.retrylab.harness.scenario.Scenario} with its settings,
 * messages and steps. {@link dev.retrylab.harness.scenario.Settings} declares every setting.
 *
 * <p>Each value is checked where it is held, in the constructors of the records; {@code
 * SettingsTogether}, {@code WorkloadRules} and {@code StepRules} check what does not go together.
 * All that is wrong is said at once, in an {@link
 * dev.retrylab.harness.scenario.text.InvalidScenario}.
 *
 * <p>{@code text} below knows nothing of scenarios; {@code file} reads and writes them, and nothing
 * here knows of it. None of the three may use another package of the harness, an AWS library or a
 * clock: the CDK app compiles them with its own sources.
 */
package dev.retrylab.harness.scenario;
