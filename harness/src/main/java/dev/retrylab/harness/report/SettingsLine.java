package dev.retrylab.harness.report;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.TimeText;
import java.util.ArrayList;
import java.util.List;

/** The settings of an experiment in one line for people. */
public final class SettingsLine {
  private SettingsLine() {}

  /** The settings that matter, in one line. */
  public static String of(Scenario scenario) {
    List<String> settings = new ArrayList<>();
    if (scenario.trigger() == Trigger.EVENT) {
      settings.add("direct asynchronous invocation (an attempt stands where a receive would)");
    } else {
      settings.addAll(ofMapping(scenario));
    }
    settings.add("function timeout " + TimeText.setting(scenario.function().timeout()));
    scenario
        .function()
        .reservedConcurrency()
        .ifPresent(places -> settings.add("reserved concurrency " + places));
    if (!scenario.account().equals(AccountSettings.defaults())) {
      settings.add("concurrency of the account " + scenario.account().concurrency());
    }
    if (scenario.function().memoryMegabytes() != FunctionSettings.WHOLE_CPU_MEGABYTES) {
      settings.add("memory " + scenario.function().memoryMegabytes() + " MB");
    }
    settings.add("retry attempts " + scenario.function().retryAttempts());
    if (scenario.trigger() == Trigger.EVENT) {
      settings.add("on failure " + scenario.function().onFailure().word());
    }
    return String.join(", ", settings);
  }

  private static List<String> ofMapping(Scenario scenario) {
    QueueSettings queue = scenario.queue();
    List<String> settings = new ArrayList<>();
    settings.add("visibility timeout " + TimeText.setting(queue.visibilityTimeout()));
    settings.add(
        queue.deadLetterQueue()
            ? "maxReceiveCount " + queue.maxReceiveCount()
            : "no redrive policy, retention " + TimeText.setting(queue.retention()));
    boolean reports = scenario.mapping().reportBatchItemFailures();
    settings.add(
        "batch size "
            + scenario.mapping().batchSize()
            + (reports
                ? " with batch item failures (" + scenario.partialBatch().word() + ")"
                : ""));
    scenario
        .mapping()
        .maximumConcurrency()
        .ifPresent(most -> settings.add("maximum concurrency " + most));
    scenario
        .mapping()
        .provisionedPollers()
        .ifPresent(range -> settings.add("provisioned pollers " + range));
    if (!scenario.mapping().enabled()) {
      settings.add("mapping disabled");
    }
    if (!scenario.mapping().dlqEnabled()) {
      settings.add("DLQ mapping disabled");
    }
    return settings;
  }
}
