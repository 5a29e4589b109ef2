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
  static final List<String> TRIGGER = List.of("type");
  static final List<String> QUEUE =
      List.of(
          "type",
          "visibilityTimeout",
          "maxReceiveCount",
          "retention",
          "dlqRetention",
          "delay",
          "deadLetterQueue",
          "spareQueue");
  static final List<String> MAPPING =
      List.of(
          "batchSize",
          "batchingWindow",
          "reportBatchItemFailures",
          "maximumConcurrency",
          "enabled",
          "dlqEnabled");
  static final List<String> FUNCTION =
      List.of(
          "timeout",
          "retryAttempts",
          "maximumEventAge",
          "reservedConcurrency",
          "onFailure",
          "partialBatch",
          "memory");

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
    Optional<QueueSettings> queue = sound(() -> queue(top.section("queue").knowing(QUEUE)));
    Optional<MappingSettings> mapping =
        sound(() -> mapping(top.section("mapping").knowing(MAPPING)));
    Optional<FunctionSettings> function =
        sound(() -> function(top.section("function").knowing(FUNCTION)));
    Trigger trigger =
        top.section("trigger").knowing(TRIGGER).word("type", Trigger.values(), Trigger.MAPPING);
    List<MessageSpec> read =
        new MessagesReader(problems, queue.map(QueueSettings::type).orElse(QueueType.STANDARD))
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
    int dot = key.indexOf('.');
    List<String> section =
        switch (key.substring(0, Math.max(0, dot))) {
          case "queue" -> QUEUE;
          case "mapping" -> MAPPING;
          case "function" -> FUNCTION;
          default -> List.of();
        };
    return section.contains(key.substring(dot + 1));
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

  private QueueSettings queue(Section section) {
    QueueSettings otherwise = QueueSettings.defaults();
    return new QueueSettings(
        section.word("type", QueueType.values(), otherwise.type()),
        section.duration("visibilityTimeout", otherwise.visibilityTimeout()),
        section.integer("maxReceiveCount", otherwise.maxReceiveCount()),
        section.duration("retention", otherwise.retention()),
        section.duration("dlqRetention", otherwise.dlqRetention()),
        section.duration("delay", otherwise.delay()),
        section.flag("deadLetterQueue", otherwise.deadLetterQueue()),
        section.word("spareQueue", QueueType.values()));
  }

  private static MappingSettings mapping(Section section) {
    MappingSettings otherwise = MappingSettings.defaults();
    return new MappingSettings(
        section.integer("batchSize", otherwise.batchSize()),
        section.duration("batchingWindow", otherwise.batchingWindow()),
        section.flag("reportBatchItemFailures", otherwise.reportBatchItemFailures()),
        section.integer("maximumConcurrency"),
        section.flag("enabled", otherwise.enabled()),
        section.flag("dlqEnabled", otherwise.dlqEnabled()));
  }

  private static FunctionSettings function(Section section) {
    FunctionSettings otherwise = FunctionSettings.defaults();
    return new FunctionSettings(
        section.duration("timeout", otherwise.timeout()),
        section.integer("retryAttempts", otherwise.retryAttempts()),
        section.duration("maximumEventAge", otherwise.maximumEventAge()),
        section.integer("reservedConcurrency"),
        section.word("onFailure", OnFailure.values(), otherwise.onFailure()),
        section.word("partialBatch", PartialBatch.values()),
        section.integer("memory", otherwise.memoryMegabytes()));
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
