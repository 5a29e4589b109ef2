package dev.retrylab.harness.scenario;

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
    document.putAll(SettingsMap.of(scenario));
    List<Map<String, Object>> messages = new ArrayList<>();
    scenario.messages().forEach(message -> messages.add(message(message)));
    document.put("messages", messages);
    if (!scenario.hypotheses().isEmpty()) {
      document.put("hypotheses", scenario.hypotheses());
    }
    return document;
  }

  private static Map<String, Object> message(MessageSpec message) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("key", message.key());
    keys.put("userId", message.userId());
    keys.put("group", message.group());
    keys.put("sendAfter", DurationText.print(message.sendAfter()));
    if (message.behaviourStated()) {
      keys.put("behaviour", message.behaviour().word());
    }
    return keys;
  }
}
