package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.Drift;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.scenario.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the settings that are deployed differ from those of the scenario file. */
final class SettingsDrift {
  private static final Map<String, Object> ABSENT =
      Map.of(
          "queue.deadLetterQueue", true,
          "mapping.maximumConcurrency", "none",
          "function.reservedConcurrency", "none",
          "function.onFailure", "discard",
          "function.memory", FunctionSettings.WHOLE_CPU_MEGABYTES);

  private SettingsDrift() {}

  /** The keys that differ, in the order of the scenario file. */
  static List<Drift> between(Scenario scenario, Deployment deployment) {
    Map<String, Map<String, Object>> wanted = SettingsMap.of(scenario);
    Map<String, Map<String, Object>> real =
        SettingsMap.of(
            scenario.over(deployment.queue(), deployment.mapping(), deployment.function()));
    List<Drift> drift = new ArrayList<>();
    // A key that says nothing is left out of either.
    Map<String, Object> all = new LinkedHashMap<>(ABSENT);
    all.putAll(flat(wanted));
    if (!deployment.queue().deadLetterQueue()) {
      all.remove("queue.maxReceiveCount"); // without a redrive policy there is none
    }
    if (scenario.trigger() == Trigger.EVENT) {
      all.keySet().removeIf(key -> key.startsWith("mapping.")); // there is none
    }
    Map<String, Object> found = flat(real);
    all.forEach(
        (key, value) -> {
          String deployed =
              String.valueOf(found.getOrDefault(key, ABSENT.getOrDefault(key, value)));
          if (!deployed.equals(String.valueOf(value))) {
            drift.add(new Drift(key, String.valueOf(value), deployed));
          }
        });
    return drift;
  }

  private static Map<String, Object> flat(Map<String, Map<String, Object>> sections) {
    Map<String, Object> flat = new LinkedHashMap<>();
    sections.forEach(
        (section, keys) -> keys.forEach((key, value) -> flat.put(section + "." + key, value)));
    return flat;
  }
}
