package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.report.aggregate.RunSeries.Point;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Folds the history of a run into its series: one pass, and a few numbers for each moment. */
final class SeriesFold {
  private final Moments moments;
  private final HiddenTimes times;
  private final Gauge visible;
  private final Gauge inFlight;
  private final Gauge inDlq;
  private final int[] receives;
  private final int[] phantoms;
  private final Map<EventType, int[]> runs = new EnumMap<>(EventType.class);

  /**
   * Of the messages that are in the source queue at a moment and not at the next: the first send.
   */
  private final long[] firstSent;

  private SeriesFold(Moments moments, HiddenTimes times) {
    this.moments = moments;
    this.times = times;
    this.visible = new Gauge(moments);
    this.inFlight = new Gauge(moments);
    this.inDlq = new Gauge(moments);
    this.receives = new int[moments.count()];
    this.phantoms = new int[moments.count()];
    this.firstSent = new long[moments.count()];
    Arrays.fill(firstSent, Long.MAX_VALUE);
  }

  static RunSeries of(History history, HiddenTimes times) {
    SeriesFold fold = new SeriesFold(Moments.between(history.start(), end(history)), times);
    history.messages().forEach(fold::add);
    return fold.series();
  }

  private static Instant end(History history) {
    Instant end = history.start();
    for (MessageHistory message : history.messages()) {
      Instant last = message.events().get(message.events().size() - 1).at();
      end = last.isAfter(end) ? last : end;
    }
    return end;
  }

  private void add(MessageHistory message) {
    long sent = message.sentAt().toEpochMilli();
    stay(sent, SourceStay.add(message, times, visible, inFlight));
    // A move task took it out of the dead-letter queue and sent it anew.
    if (!MessageSpec.originalKey(message.key()).equals(message.key())) {
      inDlq.left(sent);
    }
    List<Event> events = message.events();
    for (int i = 0; i < events.size(); i++) {
      count(message, events, i);
    }
  }

  private void stay(long sent, long left) {
    int last = moments.index(left) - 1;
    if (last >= moments.index(sent)) {
      firstSent[last] = Math.min(firstSent[last], sent);
    }
  }

  private void count(MessageHistory message, List<Event> events, int index) {
    Event event = events.get(index);
    long at = event.at().toEpochMilli();
    switch (event.type()) {
      case RECEIVED -> receives[moments.index(at)]++;
      case PHANTOM_RECEIVE -> {
        receives[moments.index(at)]++;
        phantoms[moments.index(at)]++;
      }
      case DEAD_LETTERED, FORWARDED -> inDlq.came(at);
      case EXPIRED -> {
        if (message.expiredInDlq()) {
          inDlq.left(at);
        }
      }
      default -> {}
    }
    if (RunEnds.isEnd(events, index)) {
      runs.computeIfAbsent(event.type(), any -> new int[moments.count()])[moments.index(at)]++;
    }
  }

  private RunSeries series() {
    int[] visibleAt = visible.values();
    int[] inFlightAt = inFlight.values();
    int[] inDlqAt = inDlq.values();
    Duration[] ages = ages();
    List<Point> points = new ArrayList<>(moments.count());
    for (int i = 0; i < moments.count(); i++) {
      points.add(
          new Point(
              moments.offset(i),
              visibleAt[i],
              inFlightAt[i],
              inDlqAt[i],
              ages[i],
              receives[i],
              phantoms[i],
              runsAt(i)));
    }
    return new RunSeries(Duration.ofMillis(moments.step()), points);
  }

  private Map<EventType, Integer> runsAt(int moment) {
    Map<EventType, Integer> now = new EnumMap<>(EventType.class);
    runs.forEach((outcome, counts) -> now.put(outcome, counts[moment]));
    return now;
  }

  /**
   * The oldest message at a moment is the one that was sent first of all that leave later: if that
   * was sent after the moment, there is none.
   */
  private Duration[] ages() {
    Duration[] ages = new Duration[moments.count()];
    long first = Long.MAX_VALUE;
    for (int i = ages.length - 1; i >= 0; i--) {
      first = Math.min(first, firstSent[i]);
      ages[i] = Duration.ofMillis(Math.max(0, moments.at(i) - first));
    }
    return ages;
  }
}
