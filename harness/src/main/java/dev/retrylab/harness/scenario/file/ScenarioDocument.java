package dev.retrylab.harness.scenario.file;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.DurationText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario in the keys of its file, every message written out, so that {@link Scenarios#of} reads
 * the same scenario again.
 */
public final class ScenarioDocument {
  private ScenarioDocument() {}

  /** The document: maps, lists, texts, numbers and booleans. */
  public static Map<String, Object> of(Scenario scenario) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", scenario.name());
    document.put("title", scenario.title());
    if (!scenario.about().isEmpty()) {
      document.put("about", scenario.about());
    }
    document.putAll(SettingsMap.of(scenario));
    List<Map<String, Object>> messages = new ArrayList<>();
    DurationRange usual = scenario.function().duration();
    scenario.messages().forEach(message -> messages.add(message(message, usual)));
    document.put("messages", messages);
    if (!scenario.hypotheses().isEmpty()) {
      document.put("hypotheses", scenario.hypotheses());
    }
    if (!scenario.steps().isEmpty()) {
      document.put("steps", steps(scenario.steps()));
    }
    return document;
  }

  private static List<Map<String, Object>> steps(List<Step> steps) {
    List<Map<String, Object>> document = new ArrayList<>();
    for (Step step : steps) {
      document.add(Map.of("waitUntil", DurationText.print(step.at())));
      document.add(step(step));
    }
    return document;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (step instanceof Step.Receive receive) {
      keys.put("receive", receive.queue().word());
      keys.put("visibilityTimeout", DurationText.print(receive.visibilityTimeout()));
    } else if (step instanceof Step.MoveTask move) {
      keys.put("moveTask", QueueRole.DLQ.word());
      keys.put("to", move.to().word());
      move.velocity().ifPresent(velocity -> keys.put("velocity", velocity));
    } else if (step instanceof Step.ReadMetrics read) {
      keys.put("metrics", read.queue().word());
    } else if (step instanceof Step.SetQueue change) {
      keys.put(
          "setQueue", Map.of("visibilityTimeout", DurationText.print(change.visibilityTimeout())));
    } else {
      keys.put("deadLetterQueue", QueueRole.SPARE.word());
    }
    return keys;
  }

  private static Map<String, Object> message(MessageSpec message, DurationRange usual) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("key", message.key());
    keys.put("userId", message.userId());
    keys.put("group", message.group());
    keys.put("sendAfter", DurationText.print(message.sendAfter()));
    if (message.behaviourStated()) {
      keys.put("behaviour", message.behaviour().word());
    }
    if (!message.duration().equals(usual.draw(message.key()))) {
      keys.put("duration", DurationText.print(message.duration()));
    }
    return keys;
  }
}
