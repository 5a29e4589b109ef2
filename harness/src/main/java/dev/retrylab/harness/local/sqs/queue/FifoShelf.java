package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A FIFO queue's groups. A message that cannot be received blocks itself and everything behind it
 * in its group (fifo-extend-position-0, -2; fifo-terminate-first-only); other groups flow. A
 * receive takes all it can from one group before the next (fifo-receive-fills-from-one-group).
 * Groups come in the order in which their first messages turned visible, which is the order that
 * AWS showed in each recording (fifo-zero-vis-rotates-groups, fifo-partial-receive-locks-rest,
 * fifo-delete-batch-opens-group).
 *
 * <p>Blocked groups cost a receive nothing: only open ones are in the order.
 */
final class FifoShelf implements Shelf {
  private final Map<MessageGroupId, MessageGroup> groups = new HashMap<>();
  private final TreeMap<Long, MessageGroup> open = new TreeMap<>();

  @Override
  public void added(QueuedMessage message) {
    groups.computeIfAbsent(groupOf(message), id -> new MessageGroup()).add(message);
    changed(message);
  }

  @Override
  public void changed(QueuedMessage message) {
    placeAnew(groups.get(groupOf(message)));
  }

  @Override
  public void removed(QueuedMessage message) {
    MessageGroup group = groups.get(groupOf(message));
    group.remove(message);
    placeAnew(group);
    if (group.isEmpty()) {
      groups.remove(groupOf(message));
    }
  }

  private void placeAnew(MessageGroup group) {
    Optional<Long> place = group.openFront().map(front -> front.position);
    if (!place.equals(group.place)) {
      group.place.ifPresent(open::remove);
      place.ifPresent(now -> open.put(now, group));
      group.place = place;
    }
  }

  @Override
  public Iterable<QueuedMessage> receivable() {
    return OpenFronts::new;
  }

  /** Goes through the open groups, and in each as far as nothing hidden stands in the way. */
  private final class OpenFronts implements Iterator<QueuedMessage> {
    private final Iterator<MessageGroup> rest = open.values().iterator();
    private Iterator<QueuedMessage> group = Collections.emptyIterator();
    private Optional<QueuedMessage> next = Optional.empty();

    @Override
    public boolean hasNext() {
      if (next.isEmpty()) {
        next = nextOfGroup();
      }
      while (next.isEmpty() && rest.hasNext()) {
        group = rest.next().iterator();
        next = nextOfGroup();
      }
      return next.isPresent();
    }

    private Optional<QueuedMessage> nextOfGroup() {
      Optional<QueuedMessage> front =
          Optional.of(group).filter(Iterator::hasNext).map(Iterator::next);
      if (front.isPresent() && !front.get().isVisible()) {
        group = Collections.emptyIterator();
        return Optional.empty();
      }
      return front;
    }

    @Override
    public QueuedMessage next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further message can be received");
      }
      QueuedMessage found = next.orElseThrow();
      next = Optional.empty();
      return found;
    }
  }

  private static MessageGroupId groupOf(QueuedMessage message) {
    return message.message.group().orElseThrow();
  }
}
