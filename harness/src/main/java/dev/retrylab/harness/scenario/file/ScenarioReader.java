package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingValues;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.scenario.SettingsTogether;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.WorkloadRules;
import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Section;
import dev.retrylab.harness.scenario.text.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the tree of a scenario file into a {@link Scenario}, or into everything wrong with it. */
final class ScenarioReader {
  static final List<String> TOP =
      List.of(
          "name",
          "title",
          "about",
          "trigger",
          "queue",
          "mapping",
          "function",
          "account",
          "messages",
          "hypotheses",
          "steps");
  private final Problems problems = new Problems();

  /**
   * @throws InvalidScenario with all problems
   */
  Scenario read(JsonNode tree) {
    if (!tree.isObject()) {
      throw new InvalidScenario(List.of("The file is no scenario: it holds no keys at the top."));
    }
    Section top = new Section(tree, "", problems).knowing(TOP);
    Optional<String> name = top.requiredText("name");
    name.ifPresent(given -> Scenario.checkName("name", given, problems));
    String title = top.text("title").or(() -> name).orElse("");
    List<String> about = about(top);
    Optional<QueueSettings> queue = sound(() -> QueueSettings.of(SettingValues.in(top, "queue")));
    Optional<MappingSettings> mapping =
        sound(() -> MappingSettings.of(SettingValues.in(top, "mapping")));
    Optional<FunctionSettings> function =
        sound(() -> FunctionSettings.of(SettingValues.in(top, "function")));
    Optional<AccountSettings> account =
        sound(() -> AccountSettings.of(SettingValues.in(top, "account")));
    Trigger trigger = SettingValues.in(top, "trigger").of(Settings.TRIGGER);
    List<MessageSpec> read =
        new MessagesReader(
                problems,
                queue.map(QueueSettings::type).orElse(QueueType.STANDARD),
                function.map(FunctionSettings::duration).orElse(DurationRange.NONE))
            .read(top);
    StepsReader stepsReader = new StepsReader(problems, trigger);
    List<Step> steps = stepsReader.read(top);
    List<MessageSpec> messages = stepsReader.sent(read);
    List<String> hypotheses = hypotheses(top);
    SettingsTogether.check(trigger, queue, mapping, function, account, problems);
    if (mapping.isPresent() && function.isPresent()) {
      checkPartialBatch(mapping.get(), function.get());
    }
    WorkloadRules.check(trigger, queue, mapping, messages, steps, problems);
    problems.refuseIfAny();
    return new Scenario(
        name.orElseThrow(),
        title,
        queue.orElseThrow(),
        mapping.orElseThrow(),
        function.orElseThrow(),
        account.orElseThrow(),
        messages,
        hypotheses,
        trigger,
        steps,
        about);
  }

  /** Without batch item failures nobody reads which records failed. */
  private void checkPartialBatch(MappingSettings mapping, FunctionSettings function) {
    function
        .partialBatch()
        .filter(any -> !mapping.reportBatchItemFailures())
        .ifPresent(
            given ->
                problems.add(
                    "function.partialBatch is %s, but needs mapping.reportBatchItemFailures true: else nobody reads which records of a batch failed."
                        .formatted(given.word())));
  }

  private List<String> about(Section top) {
    List<String> keys = texts(top, "about", "a list of keys of settings");
    for (String key : keys) {
      if (!isSetting(key)) {
        problems.add(
            "about names %s, but must name settings of queue, mapping, function or account, such as queue.visibilityTimeout."
                .formatted(Shortened.of(key)));
      }
    }
    return keys;
  }

  private static boolean isSetting(String key) {
    return Settings.ALL.stream()
        .filter(setting -> setting != Settings.TRIGGER)
        .anyMatch(setting -> setting.key().equals(key));
  }

  /** What was read, or empty if anything was wrong with it, so that later checks leave it out. */
  private <T> Optional<T> sound(Supplier<T> reading) {
    int before = problems.count();
    try {
      T value = reading.get();
      return problems.count() == before ? Optional.of(value) : Optional.empty();
    } catch (InvalidScenario invalid) {
      problems.add(invalid);
      return Optional.empty();
    }
  }

  private List<String> hypotheses(Section top) {
    List<String> ids = texts(top, "hypotheses", "a list of hypothesis ids");
    for (String id : ids) {
      Scenario.checkName("hypotheses: id", id, problems);
    }
    return ids;
  }

  private List<String> texts(Section top, String key, String what) {
    List<String> texts = new ArrayList<>();
    top.raw(key)
        .ifPresent(
            list -> {
              if (!list.isArray() || list.isEmpty()) {
                problems.add(top.wrong(key, list, what));
              }
              list.forEach(text -> texts.add(text.asText()));
            });
    return texts;
  }
}
