package dev.retrylab.harness.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.PredictionJson;
import java.util.List;

/**
 * The index table as one JSON document, schema 1: {@code points}, each with its values in {@code
 * set}, {@code prediction} as {@code predict --json} has it, and {@code run} as {@code run --json}
 * has it, or null.
 */
public final class SweepJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SweepJson() {}

  /** The document. */
  public static ObjectNode of(String scenario, Grid grid, List<SweptPoint> points) {
    ObjectNode root = JSON.createObjectNode().put("schema", SCHEMA).put("scenario", scenario);
    root.set("grid", JSON.valueToTree(grid.axes()));
    ArrayNode list = root.putArray("points");
    for (SweptPoint point : points) {
      ObjectNode node = list.addObject();
      node.set("set", JSON.valueToTree(point.point().settings()));
      node.set("prediction", PredictionJson.of(point.scenario(), point.predictions()));
      node.put("verdict", point.run().map(PointRun::verdict).orElse(null));
      node.set("run", point.run().flatMap(PointRun::results).orElse(null));
    }
    return root;
  }
}
