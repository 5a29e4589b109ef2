package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Section;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of a scenario file that describes the infrastructure of an experiment. {@link Settings}
 * declares each of them.
 *
 * @param <T> what its values are; an optional for a setting that can be absent
 */
public final class Setting<T> {
  private final String key;
  private final SettingType<T> type;
  private final T defaultValue;
  private final Function<Scenario, T> value;
  private final String meaning;
  private final boolean alwaysListed;

  /**
   * @param key section and name, such as {@code queue.visibilityTimeout}
   * @param value where a scenario holds it
   * @param meaning for people, in Markdown
   * @param alwaysListed whether {@link #listed} shows it at its default, too
   */
  Setting(
      String key,
      SettingType<T> type,
      T defaultValue,
      Function<Scenario, T> value,
      String meaning,
      boolean alwaysListed) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.value = value;
    this.meaning = meaning;
    this.alwaysListed = alwaysListed;
  }

  /** Section and name, such as {@code queue.visibilityTimeout}. */
  public String key() {
    return key;
  }

  /** The part of the file that it stands in: trigger, queue, mapping, function or account. */
  public String section() {
    return key.substring(0, key.indexOf('.'));
  }

  /** The key within its section. */
  String name() {
    return key.substring(key.indexOf('.') + 1);
  }

  /** Which values are allowed, as sentences say it: {@code 0s to 12h}. */
  public String range() {
    return type.range();
  }

  /** What holds where a scenario file says nothing. */
  public T defaultValue() {
    return defaultValue;
  }

  /** The default as people read it. */
  public String defaultText() {
    return String.valueOf(type.printing().apply(defaultValue));
  }

  /** What it does, for people, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** Its value in a section of a file; what is wrong with it becomes a problem of the section. */
  T read(Section section) {
    return type.reading().read(section, name(), defaultValue);
  }

  /** Adds a sentence where the value is out of range. */
  void check(T given, Problems problems) {
    type.checking().check(key, given, problems);
  }

  /** The value of a scenario as its file writes it; {@code none} where it has none. */
  String text(Scenario scenario) {
    return String.valueOf(type.printing().apply(value.apply(scenario)));
  }

  /** The value for a listing of settings: a text, a number or a boolean; empty to leave it out. */
  Optional<Object> listed(Scenario scenario) {
    T given = value.apply(scenario);
    return alwaysListed || !given.equals(defaultValue)
        ? Optional.of(type.printing().apply(given))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return key;
  }
}
