package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What runs of the consumer end in. */
final class RunEnds {
  /** What a run ends in that is not known to have gone well. */
  static final Set<EventType> NOT_WELL =
      EnumSet.of(
          EventType.FAILED,
          EventType.TIMED_OUT,
          EventType.CRASHED,
          EventType.UNPROCESSED,
          EventType.ENDED);

  private RunEnds() {}

  /** Whether the handler was content with the message. */
  static boolean isWell(Event event) {
    return event.type() == EventType.SUCCEEDED || event.type() == EventType.FORWARDED;
  }

  /** Whether an event is the end of its run: a success is none where its batch failed then. */
  static boolean isEnd(List<Event> events, int index) {
    Event event = events.get(index);
    return NOT_WELL.contains(event.type()) || (isWell(event) && !undone(events, index));
  }

  /** Whether a success came to nothing, since the rest of its run did not go well. */
  static boolean undone(List<Event> events, int index) {
    Event well = events.get(index);
    for (int i = index + 1; i < events.size(); i++) {
      Event later = events.get(i);
      if (NOT_WELL.contains(later.type())
          && later.receiveCount().equals(well.receiveCount())
          && later.requestId().equals(well.requestId())) {
        return true;
      }
    }
    return false;
  }
}
