package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Problems;
import dev.retrylab.harness.scenario.text.Shortened;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What messages and steps require of each other and of the settings. */
public final class WorkloadRules {
  private WorkloadRules() {}

  /**
   * Adds a sentence for each rule that is broken.
   *
   * @param queue empty where it could not be read; so is the mapping
   */
  public static void check(
      Trigger trigger,
      Optional<QueueSettings> queue,
      Optional<MappingSettings> mapping,
      List<MessageSpec> messages,
      List<Step> steps,
      Problems problems) {
    checkAttempts(trigger, messages, problems);
    queue.ifPresent(given -> checkEndless(given, messages, problems));
    if (queue.isPresent() && mapping.isPresent()) {
      StepRules.check(queue.get(), mapping.get(), trigger, messages, steps, problems);
    }
  }

  /** Adds a sentence where there are no messages, too many, or two of one key. */
  public static void checkMessages(List<MessageSpec> messages, Problems problems) {
    if (messages.isEmpty()) {
      problems.add("messages is empty, but must hold at least one message with key and userId.");
    }
    problems.range("The number of messages", messages.size(), 0, Scenario.MAX_MESSAGES);
    checkUnique("messages", messages.stream().map(MessageSpec::key).toList(), problems);
  }

  static void checkUnique(String list, List<String> names, Problems problems) {
    Set<String> seen = new HashSet<>();
    Set<String> reported = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name) && reported.add(name)) {
        problems.add(
            "%s has \"%s\" twice, but each must be unique.".formatted(list, Shortened.of(name)));
      }
    }
  }

  /** All attempts of an event are alike to the function: each shows receive count 1. */
  private static void checkAttempts(
      Trigger trigger, List<MessageSpec> messages, Problems problems) {
    if (trigger != Trigger.EVENT) {
      return;
    }
    messages.stream()
        .filter(message -> needsQueue(message.behaviour()))
        .forEach(
            message ->
                problems.add(
                    "message %s: behaviour is %s, but with trigger.type event a function cannot tell its attempts apart; write throw or succeed."
                        .formatted(message.key(), message.behaviour().word())));
  }

  /** Whether it goes by what a queue tells of a message, or is done to a queue's message. */
  private static boolean needsQueue(Behaviour behaviour) {
    return behaviour instanceof Behaviour.FailTimes
        || behaviour instanceof Behaviour.FailSentBefore
        || behaviour instanceof FailBetween
        || behaviour instanceof FailRate
        || behaviour instanceof FailWithVisibility;
  }

  /** Without a dead-letter queue such a message would be received without end and without pause. */
  private static void checkEndless(
      QueueSettings queue, List<MessageSpec> messages, Problems problems) {
    messages.stream()
        .filter(
            message ->
                !queue.deadLetterQueue()
                    && message.behaviour() instanceof FailWithVisibility own
                    && own.first().isZero())
        .forEach(
            message ->
                problems.add(
                    "message %s: behaviour is %s, which needs queue.deadLetterQueue true: else it is received again and again without a pause."
                        .formatted(message.key(), message.behaviour().word())));
  }
}
