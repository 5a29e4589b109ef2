package dev.retrylab.harness.scenario.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Section;
import dev.retrylab.harness.scenario.text.Shortened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the list of steps. A step is a mapping whose verb says what to do; {@code waitUntil} sets
 * the time of those behind it, and {@code send} and {@code invoke} that of a message.
 */
final class StepsReader {
  static final List<String> VERBS =
      List.of(
          "waitUntil",
          "send",
          "invoke",
          "receive",
          "moveTask",
          "metrics",
          "setQueue",
          "deadLetterQueue");
  private static final List<String> KEYS =
      Stream.concat(VERBS.stream(), Stream.of("visibilityTimeout", "to", "velocity")).toList();

  /** Long enough to see each message once, and short enough to be over before the next step. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration LAST = Duration.ofDays(14);

  private final Problems problems;
  private final Trigger trigger;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Duration> sendTimes = new LinkedHashMap<>();
  private Duration time = Duration.ZERO;

  StepsReader(Problems problems, Trigger trigger) {
    this.problems = problems;
    this.trigger = trigger;
  }

  List<Step> read(Section top) {
    Optional<JsonNode> list = top.raw("steps");
    if (list.isPresent() && !list.get().isArray()) {
      problems.add(top.wrong("steps", list.get(), "a list of steps"));
      return steps;
    }
    for (int i = 0; list.isPresent() && i < list.get().size(); i++) {
      read(list.get().get(i), "steps[%d]".formatted(i + 1));
    }
    return steps;
  }

  /** The messages, those that a step sends at its time. */
  List<MessageSpec> sent(List<MessageSpec> messages) {
    if (sendTimes.isEmpty()) {
      return messages;
    }
    sendTimes.keySet().stream()
        .filter(key -> messages.stream().noneMatch(message -> message.key().equals(key)))
        .forEach(
            key ->
                problems.add(
                    "steps: there is no message %s to send; write it under messages."
                        .formatted(Shortened.of(key))));
    return messages.stream()
        .map(
            message ->
                message.sentAfter(sendTimes.getOrDefault(message.key(), message.sendAfter())))
        .toList();
  }

  private void read(JsonNode node, String where) {
    if (!node.isObject()) {
      problems.add(where + " must be a mapping with one of " + String.join(", ", VERBS) + ".");
      return;
    }
    List<String> verbs = VERBS.stream().filter(node::has).toList();
    Section section = new Section(node, where + ".", problems).knowing(KEYS);
    if (verbs.size() != 1) {
      problems.add("%s must have exactly one of %s.".formatted(where, String.join(", ", VERBS)));
      return;
    }
    int before = problems.count();
    Optional<Step> step = read(verbs.get(0), section, where);
    if (problems.count() == before) {
      step.ifPresent(steps::add);
    }
  }

  private Optional<Step> read(String verb, Section section, String where) {
    return switch (verb) {
      case "waitUntil" -> {
        waitUntil(section, where);
        yield Optional.empty();
      }
      case "send", "invoke" -> {
        send(verb, section, where);
        yield Optional.empty();
      }
      case "receive" ->
          Optional.of(
              new Step.Receive(
                  time,
                  section.word("receive", QueueRole.values(), QueueRole.DLQ),
                  section.duration("visibilityTimeout", LOOK)));
      case "moveTask" -> {
        section.word("moveTask", new QueueRole[] {QueueRole.DLQ}, QueueRole.DLQ);
        yield Optional.of(
            new Step.MoveTask(
                time,
                section.word(
                    "to", new QueueRole[] {QueueRole.SOURCE, QueueRole.SPARE}, QueueRole.SOURCE),
                section.integer("velocity")));
      }
      case "metrics" ->
          Optional.of(
              new Step.ReadMetrics(
                  time, section.word("metrics", new QueueRole[] {QueueRole.DLQ}, QueueRole.DLQ)));
      case "setQueue" -> setQueue(section, where);
      default -> {
        section.word("deadLetterQueue", new QueueRole[] {QueueRole.SPARE}, QueueRole.SPARE);
        yield Optional.of(new Step.SetDeadLetterQueue(time));
      }
    };
  }

  private Optional<Step> setQueue(Section section, String where) {
    Section changes = section.section("setQueue").knowing(List.of("visibilityTimeout"));
    Optional<Duration> visibilityTimeout = changes.duration("visibilityTimeout");
    if (visibilityTimeout.isEmpty() && section.raw("setQueue").get().isObject()) {
      problems.add(where + ".setQueue.visibilityTimeout is missing.");
    }
    return visibilityTimeout.map(timeout -> new Step.SetQueue(time, timeout));
  }

  private void waitUntil(Section section, String where) {
    Duration until = section.duration("waitUntil", time);
    problems.range(where + ".waitUntil", until, time, LAST);
    time = until;
  }

  private void send(String verb, Section section, String where) {
    String right = trigger == Trigger.EVENT ? "invoke" : "send";
    if (!verb.equals(right)) {
      problems.add(
          "%s is %s, but with trigger.type %s the harness can only %s."
              .formatted(where, verb, trigger.word(), right));
    }
    section
        .text(verb)
        .filter(key -> sendTimes.put(key, time) != null)
        .ifPresent(twice -> problems.add("%s sends %s a second time.".formatted(where, twice)));
  }
}
