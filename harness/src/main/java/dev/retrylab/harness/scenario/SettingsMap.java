package dev.retrylab.harness.scenario;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a scenario in the words of its file, in its order: {@code queue.visibilityTimeout
 * -> "30s"}. Numbers and booleans stay numbers and booleans.
 */
public final class SettingsMap {
  private SettingsMap() {}

  /**
   * The sections {@code queue}, {@code mapping} and {@code function}, each with all its keys but
   * those that most scenarios leave out: those are there where they say something, and so are the
   * sections {@code trigger} and {@code account}.
   */
  public static Map<String, Map<String, Object>> of(Scenario scenario) {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      setting
          .listed(scenario)
          .ifPresent(
              value ->
                  sections
                      .computeIfAbsent(setting.section(), any -> new LinkedHashMap<>())
                      .put(setting.name(), value));
    }
    return sections;
  }
}
