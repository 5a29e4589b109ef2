/**
 * The settings, messages, steps and hypotheses of an experiment: read from a scenario file,
 * checked, and written out again. Enter at {@link dev.retrylab.harness.scenario.Scenarios}, which
 * loads a {@link dev.retrylab.harness.scenario.Scenario} by name or path; {@link
 * dev.retrylab.harness.scenario.Settings} declares every setting.
 *
 * <p>A file goes from {@code YamlTree} (text to a tree) through {@code Overrides} (values from the
 * command line) to {@code ScenarioReader} with {@code Section}, {@code MessagesReader} and {@code
 * StepsReader}. Each value is checked where it is held, in the constructors of the records; {@code
 * SettingsTogether} and {@code StepRules} check what does not go together. All that is wrong is
 * said at once, in an {@link dev.retrylab.harness.scenario.InvalidScenario}.
 *
 * <p>Nothing here may use another package of the harness, an AWS library or a clock: the CDK app
 * compiles this package with its own sources.
 */
package dev.retrylab.harness.scenario;
