package dev.retrylab.harness.sweep;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.scenario.text.Shortened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values to go through: {@code queue.maxReceiveCount=1..5 queue.visibilityTimeout=30s,120s}.
 * Whether keys and values are known is for the scenario to say.
 *
 * @param axes the values of each key, in the order given; the last key changes fastest
 */
public record Grid(Map<String, List<String>> axes) {
  /** More would be a table that nobody reads. */
  static final int MAX_POINTS = 1000;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

  /**
   * Reads a grid.
   *
   * @param texts {@code key=values} each; values are separated by commas, and {@code 1..5} stands
   *     for the whole numbers from 1 to 5
   * @throws InvalidScenario if it is no grid, or has more than 1000 points
   */
  public static Grid parse(List<String> texts) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String key = equals < 0 ? text : text.substring(0, equals).strip();
      if (equals < 1) {
        problems.add(
            "\"%s\" is no part of a grid; write key=value,value or key=1..5."
                .formatted(Shortened.of(text)));
      } else if (axes.put(key, values(key, text.substring(equals + 1), problems)) != null) {
        problems.add(
            "%s is in the grid twice; give all its values at once.".formatted(Shortened.of(key)));
      }
    }
    Grid grid = new Grid(axes);
    if (problems.isEmpty() && grid.size() > MAX_POINTS) {
      problems.add("The grid has more than %d points; give fewer values.".formatted(MAX_POINTS));
    }
    if (!problems.isEmpty()) {
      throw new InvalidScenario(problems);
    }
    return grid;
  }

  private static List<String> values(String key, String text, List<String> problems) {
    List<String> values = new ArrayList<>();
    for (String value : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
      Matcher range = RANGE.matcher(value);
      if (range.matches()) {
        addRange(key, value, Integer.parseInt(range.group(1)), range, values, problems);
      } else if (value.isEmpty() || value.contains("..")) {
        problems.add(
            "%s has \"%s\", but must have values, or a range of whole numbers such as 1..5."
                .formatted(Shortened.of(key), Shortened.of(value)));
      } else {
        values.add(value);
      }
    }
    return values;
  }

  private static void addRange(
      String key,
      String text,
      int first,
      Matcher range,
      List<String> values,
      List<String> problems) {
    int last = Integer.parseInt(range.group(2));
    if (last < first || last - first >= MAX_POINTS) {
      problems.add(
          "%s has %s, but a range must rise, and by fewer than %d."
              .formatted(Shortened.of(key), text, MAX_POINTS));
      return;
    }
    for (int i = first; i <= last; i++) {
      values.add(Integer.toString(i));
    }
  }

  private long size() {
    long size = 1;
    for (List<String> values : axes.values()) {
      size = Math.min(size * values.size(), MAX_POINTS + 1L);
    }
    return size;
  }

  /** Every combination, the last key changing fastest. */
  public List<GridPoint> points() {
    List<Map<String, String>> points = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> point : points) {
        for (String value : axis.getValue()) {
          Map<String, String> next = new LinkedHashMap<>(point);
          next.put(axis.getKey(), value);
          longer.add(next);
        }
      }
      points = longer;
    }
    return points.stream().map(GridPoint::new).toList();
  }
}
