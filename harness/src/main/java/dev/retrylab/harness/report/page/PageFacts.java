package dev.retrylab.harness.report.page;

import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as deployed and how the facts were gathered, for a page. */
final class PageFacts {

  /** The settings of one part of the deployment. */
  record Section(String name, List<Setting> settings) {}

  /**
   * A setting.
   *
   * @param drift what the scenario says, where something else is deployed
   */
  record Setting(String name, String value, List<String> drift) {}

  private PageFacts() {}

  static List<Section> settings(RunReport report) {
    Map<String, String> drift =
        report.evidence().drift().stream()
            .collect(
                Collectors.toMap(SettingsDrift::setting, SettingsDrift::inScenario, (a, b) -> a));
    List<Section> sections = new ArrayList<>();
    SettingsMap.of(report.scenario())
        .forEach(
            (name, keys) -> {
              List<Setting> settings = new ArrayList<>();
              keys.forEach((key, value) -> settings.add(setting(name, key, value, drift)));
              sections.add(new Section(name, settings));
            });
    return sections;
  }

  private static Setting setting(
      String section, String key, Object value, Map<String, String> drift) {
    String inScenario = drift.get(section + "." + key);
    return new Setting(key, value.toString(), inScenario == null ? List.of() : List.of(inScenario));
  }

  static List<Fact> evidence(RunReport report) {
    Evidence evidence = report.evidence();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Complete",
            evidence.complete() ? "yes: nothing was left to wait for" : "no, see what is missing"));
    evidence.waitedFor().forEach(missing -> facts.add(new Fact("Missing", missing)));
    facts.add(new Fact("First message sent", report.history().start().toString()));
    facts.add(
        new Fact(
            "Log read until",
            TimeText.offset(Duration.between(report.history().start(), evidence.watchedUntil()))));
    facts.add(new Fact("Log events", String.valueOf(evidence.logEvents())));
    facts.add(new Fact("Longest ingestion lag", seconds(evidence.ingestionLag())));
    facts.add(new Fact("Slack allowed", seconds(evidence.conditions().slack())));
    facts.add(new Fact("Clock skew allowed", seconds(evidence.conditions().clockSkew())));
    facts.add(new Fact("Clock", report.clock().sentence()));
    return facts;
  }

  private static String seconds(Duration length) {
    return length.toMillis() / 1_000.0 + " s";
  }
}
