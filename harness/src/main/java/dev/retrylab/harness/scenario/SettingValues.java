package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Section;

/** Where the values of settings come from: a section of a file, a deployment, or their defaults. */
@FunctionalInterface
public interface SettingValues {
  /** The value of one setting; within its range or not. */
  <T> T of(Setting<T> setting);

  /**
   * Those of one part of a scenario file. A key that is no setting, and a value that cannot be
   * read, become problems.
   *
   * @param name of the part, such as {@code queue}
   */
  static SettingValues in(Section top, String name) {
    Section section = top.section(name).knowing(Settings.names(name));
    return new SettingValues() {
      @Override
      public <T> T of(Setting<T> setting) {
        return setting.read(section);
      }
    };
  }
}
