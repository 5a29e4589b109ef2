package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The order of a FIFO queue. A message that cannot be received blocks itself and everything behind
 * it in its group (fifo-extend-position-0, -2; fifo-terminate-first-only); other groups flow. A
 * receive takes all it can from one group before the next (fifo-receive-fills-from-one-group).
 * Groups come in the order in which their first messages turned visible, which is the order that
 * AWS showed in each recording (fifo-zero-vis-rotates-groups, fifo-partial-receive-locks-rest,
 * fifo-delete-batch-opens-group).
 *
 * <p>Blocked groups cost a receive nothing: only open ones are in the order.
 */
final class MessageGroups implements DeliveryOrder {
  private final Map<MessageGroupId, Group> groups = new HashMap<>();

  /** The groups whose first message is visible, by the position of that message. */
  private final TreeMap<Long, Group> open = new TreeMap<>();

  private static final class Group {
    /** Visible or not, in the order in which they were sent. */
    private final Set<QueuedMessage> messages = new LinkedHashSet<>();

    /** Where it stands among the open groups, while it is open. */
    private Optional<Long> position = Optional.empty();

    /** From the first message as far as nothing hidden stands in the way. */
    Stream<QueuedMessage> receivable() {
      return messages.stream().takeWhile(QueuedMessage::isVisible);
    }
  }

  @Override
  public void added(QueuedMessage message) {
    groups.computeIfAbsent(groupOf(message), id -> new Group()).messages.add(message);
    changed(message);
  }

  @Override
  public void changed(QueuedMessage message) {
    updatePosition(groups.get(groupOf(message)));
  }

  @Override
  public void removed(QueuedMessage message) {
    Group group = groups.get(groupOf(message));
    group.messages.remove(message);
    updatePosition(group);
    if (group.messages.isEmpty()) {
      groups.remove(groupOf(message));
    }
  }

  private void updatePosition(Group group) {
    Optional<Long> position = group.receivable().findFirst().map(first -> first.position);
    if (!position.equals(group.position)) {
      group.position.ifPresent(open::remove);
      position.ifPresent(now -> open.put(now, group));
      group.position = position;
    }
  }

  @Override
  public Stream<QueuedMessage> receivable() {
    return open.values().stream().flatMap(Group::receivable);
  }

  private static MessageGroupId groupOf(QueuedMessage message) {
    return message.message.group().orElseThrow();
  }
}
