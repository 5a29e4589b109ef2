package dev.retrylab.harness.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.expect.PredictionJson;
import java.util.List;
import java.util.Map;

/** The index table as one JSON document, schema 1, in the order of its fields. */
public final class SweepJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Document(
      int schema, String scenario, Map<String, List<String>> grid, List<Point> points) {}

  /**
   * A point of the grid.
   *
   * @param set its values by key
   * @param prediction as {@code predict --json} has it
   * @param verdict null where it was not run
   * @param run as {@code run --json} has it; null where it was not run
   */
  private record Point(
      Map<String, String> set, JsonNode prediction, String verdict, JsonNode run) {}

  private SweepJson() {}

  /** The document. */
  public static JsonNode of(String scenario, Grid grid, List<SweptPoint> points) {
    return JSON.valueToTree(
        new Document(
            SCHEMA, scenario, grid.axes(), points.stream().map(SweepJson::point).toList()));
  }

  private static Point point(SweptPoint point) {
    return new Point(
        point.point().settings(),
        PredictionJson.of(point.scenario(), point.predictions()),
        point.run().map(PointRun::verdict).orElse(null),
        point.run().flatMap(PointRun::results).orElse(null));
  }
}
