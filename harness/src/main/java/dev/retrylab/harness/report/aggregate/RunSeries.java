package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.timeline.EventType;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run over time: at most 240 points, however long it was.
 *
 * @param step between two points
 * @param points from the first send on; the last is not before the last event of any message
 */
public record RunSeries(Duration step, List<Point> points) {

  public RunSeries {
    points = List.copyOf(points);
  }

  /**
   * How things stand at a moment, and what happened since the moment before.
   *
   * @param at since the first send
   * @param visible messages in the source queue that can be received
   * @param inFlight messages that were received and are hidden
   * @param inDlq messages that are in the dead-letter queue, moved or sent there. What its consumer
   *     received counts as being there: it is how the lab sees what came
   * @param ageOfOldest how long the oldest message in the source queue has been there, since it was
   *     sent; zero where there is none
   * @param receives that the source queue counted since the moment before
   * @param phantomReceives those of them that no function logged, as when the run was throttled
   * @param runs for a message that ended since the moment before, by how: the same outcomes at
   *     every point, those that occur in the run at all
   */
  public record Point(
      Duration at,
      int visible,
      int inFlight,
      int inDlq,
      Duration ageOfOldest,
      int receives,
      int phantomReceives,
      Map<EventType, Integer> runs) {
    public Point {
      Map<EventType, Integer> ordered = new EnumMap<>(EventType.class);
      ordered.putAll(runs);
      runs = Collections.unmodifiableMap(ordered);
    }
  }

  /** How the runs ended that there are. */
  public List<EventType> outcomes() {
    return List.copyOf(points.get(0).runs().keySet());
  }
}
