package dev.retrylab.harness.judge;

import dev.retrylab.harness.judge.evidence.RunFinding.GroupWentOn;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dead-letter queue does to the order of FIFO groups: a message blocks those behind it until
 * it is dead-lettered, and then they go on without it (AWS advises against a dead-letter queue
 * where the order matters).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">
 *     Using dead-letter queues</a>
 */
final class GroupOrder {
  /** A run with thousands of groups is not to drown its other findings. */
  private static final int MOST_GROUPS = 3;

  private GroupOrder() {}

  /** The first groups whose order is broken, each with the message that was taken out of it. */
  static List<GroupWentOn> broken(History history) {
    Map<String, List<MessageHistory>> groups = new LinkedHashMap<>();
    for (MessageHistory message : history.messages()) {
      // What a move task brings back comes by the hand of whoever started the task.
      message
          .group()
          .filter(name -> MessageSpec.originalKey(message.key()).equals(message.key()))
          .ifPresent(name -> groups.computeIfAbsent(name, any -> new ArrayList<>()).add(message));
    }
    return groups.entrySet().stream()
        .flatMap(group -> firstBroken(group.getKey(), group.getValue()).stream())
        .limit(MOST_GROUPS)
        .toList();
  }

  private static Optional<GroupWentOn> firstBroken(String group, List<MessageHistory> messages) {
    return Stream.iterate(0, i -> i < messages.size(), i -> i + 1)
        .filter(i -> messages.get(i).fate() == Fate.DEAD_LETTERED)
        .flatMap(i -> wentOn(group, messages.get(i), messages.subList(i + 1, messages.size())))
        .findFirst();
  }

  private static Stream<GroupWentOn> wentOn(
      String group, MessageHistory gone, List<MessageHistory> behind) {
    Optional<Instant> began = firstReceive(gone);
    Optional<Instant> lastError =
        gone.errors().stream().map(Event::at).max(Comparator.naturalOrder());
    List<MessageHistory> later =
        behind.stream()
            .filter(
                message ->
                    lastError.isPresent()
                        && firstReceive(message).filter(lastError.get()::isBefore).isPresent())
            .toList();
    if (began.isEmpty() || later.isEmpty()) {
      return Stream.empty();
    }
    Instant wentOn =
        later.stream()
            .flatMap(message -> firstReceive(message).stream())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return Stream.of(
        new GroupWentOn(
            group,
            gone.key(),
            Duration.between(began.get(), wentOn),
            later.stream().map(MessageHistory::key).toList()));
  }

  private static Optional<Instant> firstReceive(MessageHistory message) {
    return message.events(EventType.RECEIVED).stream().findFirst().map(Event::at);
  }
}
