package dev.retrylab.harness.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One combination of values.
 *
 * @param settings value by key, in the order of the grid
 */
public record GridPoint(Map<String, String> settings) {
  public GridPoint {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The settings as {@code --set} takes them: {@code key=value}. */
  public List<String> overrides() {
    return settings.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue()).toList();
  }
}
