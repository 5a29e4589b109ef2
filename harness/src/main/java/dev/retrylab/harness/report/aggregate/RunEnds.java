package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import java.util.List;

/** What runs of the consumer end in. */
final class RunEnds {
  private RunEnds() {}

  /** Whether an event is the end of its run: a success is none where its batch failed then. */
  static boolean isEnd(List<Event> events, int index) {
    EventType type = events.get(index).type();
    return type.isTroubledEnd() || (type.isSuccess() && !undone(events, index));
  }

  /** Whether a success came to nothing, since the rest of its run did not go well. */
  static boolean undone(List<Event> events, int index) {
    Event well = events.get(index);
    for (int i = index + 1; i < events.size(); i++) {
      Event later = events.get(i);
      if (later.type().isTroubledEnd() && later.isOfRunOf(well)) {
        return true;
      }
    }
    return false;
  }
}
