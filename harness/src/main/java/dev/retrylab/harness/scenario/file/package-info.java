/**
 * The scenario file: finds it, reads it, and writes a scenario out again. Enter at {@link
 * dev.retrylab.harness.scenario.file.Scenarios}, which loads a scenario by name or path.
 *
 * <p>A file goes from {@code YamlTree} (text to a tree) through {@code Overrides} (values from the
 * command line) to {@code ScenarioReader} with {@code MessagesReader} and {@code StepsReader}.
 * Which settings there are, and what is allowed, is declared in the package above; here is only how
 * it is written.
 */
package dev.retrylab.harness.scenario.file;
