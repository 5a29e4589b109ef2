package dev.retrylab.harness.judge.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of a FIFO group that were received while an earlier one of their group was in the queue,
 * and not with it in one batch. {@code GroupOrder} tells of those that go on once it has gone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">
 *     FIFO queue delivery logic</a>
 */
final class Overtaking {
  private final List<MessageHistory> group;
  private final Conditions conditions;

  /** Until when some message up to this place was surely in the queue. */
  private final List<Instant> someoneUntil = new ArrayList<>();

  private Overtaking(List<MessageHistory> group, Conditions conditions) {
    this.group = group;
    this.conditions = conditions;
    Instant latest = Instant.MIN;
    for (MessageHistory message : group) {
      Instant until = new TimeInSource(message, conditions).notGoneBefore();
      latest = until.isAfter(latest) ? until : latest;
      someoneUntil.add(latest);
    }
  }

  static List<BrokenInvariant> in(History history, Conditions conditions) {
    Map<String, List<MessageHistory>> groups =
        history.messages().stream()
            .filter(message -> message.group().isPresent())
            // What a move task brings back is behind all that are there, whenever they were sent.
            .filter(message -> MessageSpec.originalKey(message.key()).equals(message.key()))
            .collect(
                groupingBy(message -> message.group().orElseThrow(), LinkedHashMap::new, toList()));
    List<BrokenInvariant> found = new ArrayList<>();
    groups.values().forEach(group -> found.addAll(new Overtaking(group, conditions).found()));
    return found;
  }

  private List<BrokenInvariant> found() {
    List<BrokenInvariant> found = new ArrayList<>();
    for (int i = 1; i < group.size(); i++) {
      for (Event received : group.get(i).events(EventType.RECEIVED)) {
        Optional<String> overtaken = overtaken(i, received);
        overtaken.ifPresent(what -> found.add(new BrokenInvariant(received.key(), what, true)));
        if (overtaken.isPresent()) {
          break;
        }
      }
    }
    return found;
  }

  /** Looks back as far as anybody can have been there. */
  private Optional<String> overtaken(int place, Event received) {
    Instant at = received.at().plus(conditions.clockSkew());
    for (int i = place - 1; i >= 0 && someoneUntil.get(i).isAfter(at); i--) {
      MessageHistory earlier = group.get(i);
      Instant until = new TimeInSource(earlier, conditions).notGoneBefore();
      boolean sentBefore = !earlier.sentAt().isAfter(group.get(place).sentAt());
      if (sentBefore && until.isAfter(at) && !requests(earlier).contains(received.requestId())) {
        return Optional.of(
            "it was received at %s, while %s, which is before it in group %s, was in the queue until %s at the least"
                .formatted(
                    offset(place, received.at()),
                    earlier.key(),
                    earlier.group().orElseThrow(),
                    offset(place, until)));
      }
    }
    return Optional.empty();
  }

  private static Set<Optional<String>> requests(MessageHistory message) {
    return message.events(EventType.RECEIVED).stream().map(Event::requestId).collect(toSet());
  }

  private String offset(int place, Instant at) {
    return TimeText.offset(Duration.between(group.get(place).sentAt(), at));
  }
}
