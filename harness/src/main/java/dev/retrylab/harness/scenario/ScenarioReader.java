package dev.retrylab.harness.scenario;

import com.fasterxml.jackson.databind.JsonNode;
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
    name.ifPresent(given -> Scenario.checkName(given, problems));
    String title = top.text("title").or(() -> name).orElse("");
    List<String> about = about(top);
    Optional<QueueSettings> queue = sound(() -> QueueSettings.of(settings(top, "queue")));
    Optional<MappingSettings> mapping = sound(() -> MappingSettings.of(settings(top, "mapping")));
    Optional<FunctionSettings> function =
        sound(() -> FunctionSettings.of(settings(top, "function")));
    Trigger trigger = settings(top, "trigger").of(Settings.TRIGGER);
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
    SettingsTogether.check(trigger, queue, mapping, function, problems);
    if (mapping.isPresent() && function.isPresent()) {
      Scenario.checkTogether(mapping.get(), function.get(), problems);
    }
    Scenario.checkTogether(trigger, messages, problems);
    queue.ifPresent(given -> Scenario.checkEndless(given, messages, problems));
    if (queue.isPresent() && mapping.isPresent()) {
      StepRules.check(queue.get(), mapping.get(), trigger, messages, steps, problems);
    }
    problems.refuseIfAny();
    return new Scenario(
        name.orElseThrow(),
        title,
        queue.orElseThrow(),
        mapping.orElseThrow(),
        function.orElseThrow(),
        messages,
        hypotheses,
        trigger,
        steps,
        about);
  }

  private List<String> about(Section top) {
    List<String> keys = texts(top, "about", "a list of keys of settings");
    for (String key : keys) {
      if (!isSetting(key)) {
        problems.add(
            "about names %s, but must name settings of queue, mapping or function, such as queue.visibilityTimeout."
                .formatted(key));
      }
    }
    return keys;
  }

  private static boolean isSetting(String key) {
    return Settings.ALL.stream()
        .filter(setting -> setting != Settings.TRIGGER)
        .anyMatch(setting -> setting.key().equals(key));
  }

  private static SettingValues settings(Section top, String name) {
    return top.section(name).knowing(Settings.names(name))::setting;
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
      problems.matches("hypotheses: id", id, Scenario.NAME, "1 to 64 of a-z, 0-9 and hyphen");
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
