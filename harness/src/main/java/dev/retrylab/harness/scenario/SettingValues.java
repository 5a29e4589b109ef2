package dev.retrylab.harness.scenario;

/** Where the values of settings come from: a section of a file, a deployment, or their defaults. */
@FunctionalInterface
public interface SettingValues {
  /** The value of one setting; within its range or not. */
  <T> T of(Setting<T> setting);
}
