package dev.retrylab.harness.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the tree of a scenario file into a {@link Scenario}, or into everything wrong with it. */
final class ScenarioReader {
  static final List<String> TOP =
      List.of("name", "title", "queue", "mapping", "function", "messages", "hypotheses");
  static final List<String> QUEUE =
      List.of("type", "visibilityTimeout", "maxReceiveCount", "retention", "dlqRetention", "delay");
  static final List<String> MAPPING =
      List.of("batchSize", "batchingWindow", "reportBatchItemFailures");
  static final List<String> FUNCTION = List.of("timeout", "retryAttempts", "maximumEventAge");

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
    Optional<QueueSettings> queue = sound(() -> queue(top.section("queue").knowing(QUEUE)));
    Optional<MappingSettings> mapping =
        sound(() -> mapping(top.section("mapping").knowing(MAPPING)));
    Optional<FunctionSettings> function =
        sound(() -> function(top.section("function").knowing(FUNCTION)));
    List<MessageSpec> messages = new MessagesReader(problems).read(top);
    List<String> hypotheses = hypotheses(top);
    checkTogether(queue, mapping, function);
    problems.refuseIfAny();
    return new Scenario(
        name.orElseThrow(),
        title,
        queue.orElseThrow(),
        mapping.orElseThrow(),
        function.orElseThrow(),
        messages,
        hypotheses);
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
        type(section),
        section.duration("visibilityTimeout", otherwise.visibilityTimeout()),
        section.integer("maxReceiveCount", otherwise.maxReceiveCount()),
        section.duration("retention", otherwise.retention()),
        section.duration("dlqRetention", otherwise.dlqRetention()),
        section.duration("delay", otherwise.delay()));
  }

  private QueueType type(Section section) {
    QueueType otherwise = QueueSettings.defaults().type();
    Optional<JsonNode> value = section.raw("type");
    if (value.isEmpty()) {
      return otherwise;
    }
    Optional<QueueType> type =
        Arrays.stream(QueueType.values())
            .filter(known -> known.word().equals(value.get().textValue()))
            .findFirst();
    if (type.isEmpty()) {
      problems.add(section.wrong("type", value.get(), "fifo or standard"));
    }
    return type.orElse(otherwise);
  }

  private static MappingSettings mapping(Section section) {
    MappingSettings otherwise = MappingSettings.defaults();
    return new MappingSettings(
        section.integer("batchSize", otherwise.batchSize()),
        section.duration("batchingWindow", otherwise.batchingWindow()),
        section.flag("reportBatchItemFailures", otherwise.reportBatchItemFailures()));
  }

  private static FunctionSettings function(Section section) {
    FunctionSettings otherwise = FunctionSettings.defaults();
    return new FunctionSettings(
        section.duration("timeout", otherwise.timeout()),
        section.integer("retryAttempts", otherwise.retryAttempts()),
        section.duration("maximumEventAge", otherwise.maximumEventAge()));
  }

  private List<String> hypotheses(Section top) {
    List<String> ids = new ArrayList<>();
    top.raw("hypotheses")
        .ifPresent(
            list -> {
              if (!list.isArray() || list.isEmpty()) {
                problems.add(top.wrong("hypotheses", list, "a list of hypothesis ids"));
              }
              list.forEach(id -> ids.add(id.asText()));
            });
    for (String id : ids) {
      problems.matches("hypotheses: id", id, Scenario.NAME, "1 to 64 of a-z, 0-9 and hyphen");
    }
    return ids;
  }

  private void checkTogether(
      Optional<QueueSettings> queue,
      Optional<MappingSettings> mapping,
      Optional<FunctionSettings> function) {
    if (queue.isPresent() && mapping.isPresent()) {
      Scenario.checkTogether(queue.get(), mapping.get(), problems);
    }
    if (queue.isPresent() && function.isPresent()) {
      Scenario.checkTogether(queue.get(), function.get(), problems);
    }
  }
}
