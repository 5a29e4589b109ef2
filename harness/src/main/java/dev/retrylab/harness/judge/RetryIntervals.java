package dev.retrylab.harness.judge;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The times between the runs of messages, from short to long: between receives whose counts follow
 * each other, as over a gap an interval says nothing. Only the attempts of an asynchronous
 * invocation have the same request id (async-same-request-id): a mapping invokes anew.
 *
 * @param ofRequests between runs of different requests
 * @param withinRequests between runs of one request
 */
record RetryIntervals(List<Duration> ofRequests, List<Duration> withinRequests) {
  private static final Comparator<Event> BY_COUNT = Comparator.comparingInt(RetryIntervals::count);

  static RetryIntervals of(List<MessageHistory> messages) {
    RetryIntervals intervals = new RetryIntervals(new ArrayList<>(), new ArrayList<>());
    messages.forEach(intervals::add);
    intervals.ofRequests.sort(Comparator.naturalOrder());
    intervals.withinRequests.sort(Comparator.naturalOrder());
    return intervals;
  }

  private void add(MessageHistory message) {
    if (message.receives() < 2) {
      return;
    }
    List<Event> runs = new ArrayList<>(message.events(EventType.RECEIVED));
    runs.removeIf(event -> event.requestId().isEmpty());
    runs.sort(BY_COUNT);
    Event before = null;
    for (Event run : runs) {
      int step = before == null ? 0 : count(run) - count(before);
      if (step == 1) {
        boolean same = before.requestId().equals(run.requestId());
        (same ? withinRequests : ofRequests).add(Duration.between(before.at(), run.at()));
      }
      before = before == null || step > 0 ? run : before; // of two with a count the first
    }
  }

  private static int count(Event run) {
    return run.receiveCount().orElse(0);
  }
}
