package dev.retrylab.harness.report.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often messages were received.
 *
 * @param messages how many there are, by their number of receives, in its order
 */
public record ReceivesHistogram(Map<Integer, Integer> messages) {

  public ReceivesHistogram {
    messages = Collections.unmodifiableMap(new TreeMap<>(messages));
  }

  /**
   * The messages that were received so often.
   *
   * @param from receives
   * @param to receives, that many too
   */
  public record Bin(int from, int to, int messages) {
    public String label() {
      return (from == to ? "" + from : from + " to " + to)
          + (from == 1 && to == 1 ? " receive" : " receives");
    }
  }

  /**
   * Equally wide bins from the fewest receives to the most.
   *
   * @param most of them
   */
  public List<Bin> bins(int most) {
    int first = Collections.min(messages.keySet());
    int last = Collections.max(messages.keySet());
    int width = (last - first) / most + 1;
    List<Bin> bins = new ArrayList<>();
    for (int from = first; from <= last; from += width) {
      int to = from + width - 1;
      bins.add(new Bin(from, to, between(from, to)));
    }
    return bins;
  }

  private int between(int from, int to) {
    return messages.entrySet().stream()
        .filter(one -> from <= one.getKey() && one.getKey() <= to)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
