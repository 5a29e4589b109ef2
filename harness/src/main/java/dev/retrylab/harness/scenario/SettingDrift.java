package dev.retrylab.harness.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A setting that is deployed otherwise than the scenario says.
 *
 * @param setting its key in the scenario file, such as {@code queue.visibilityTimeout}
 * @param inScenario its value there
 * @param deployed its value on the target
 */
public record SettingDrift(String setting, String inScenario, String deployed) {

  /**
   * The settings that differ, in the order of the scenario file.
   *
   * @param deployed the same scenario over the settings that are deployed
   */
  public static List<SettingDrift> between(Scenario scenario, Scenario deployed) {
    List<SettingDrift> drift = new ArrayList<>();
    for (Setting<?> setting : Settings.ALL) {
      String wanted = setting.text(scenario);
      String found = setting.text(deployed);
      if (!wanted.equals(found) && isComparable(setting, scenario, deployed)) {
        drift.add(new SettingDrift(setting.key(), wanted, found));
      }
    }
    return drift;
  }

  /** A setting without its subject means nothing, and may have any value. */
  private static boolean isComparable(Setting<?> setting, Scenario scenario, Scenario deployed) {
    if (setting == Settings.MAX_RECEIVE_COUNT) {
      return deployed.queue().deadLetterQueue();
    }
    if (setting == Settings.PARTIAL_BATCH) {
      return scenario.mapping().reportBatchItemFailures()
          && deployed.mapping().reportBatchItemFailures();
    }
    if (setting == Settings.ACCOUNT_CONCURRENCY) { // each account has its own, unless it matters
      return !scenario.account().equals(AccountSettings.defaults());
    }
    return scenario.trigger() == Trigger.MAPPING || !setting.section().equals("mapping");
  }
}
