package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunDifferences.Pair;
import dev.retrylab.harness.report.RunReport;
import java.util.List;

/** The differences of two runs as one JSON document, schema 1. */
public final class DifferencesJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DifferencesJson() {}

  /** The document that {@code compare --json} prints; {@code a} and {@code b} are the runs. */
  public static ObjectNode of(RunReport one, RunReport other, RunDifferences differences) {
    ObjectNode root = JSON.createObjectNode().put("schema", 1);
    run(root.putObject("a"), one);
    run(root.putObject("b"), other);
    root.put("sameObservations", differences.sameObservations());
    pairs(root.putArray("messages"), differences.messages());
    pairs(root.putArray("hypotheses"), differences.hypotheses());
    pairs(root.putArray("settings"), differences.settings());
    pairs(root.putArray("receives"), differences.times());
    return root;
  }

  private static void run(ObjectNode node, RunReport report) {
    node.put("scenario", report.scenario().name())
        .put("target", report.target())
        .put("clock", report.clock().word())
        .put("verdict", report.judgement().verdict().name())
        .put("runDirectory", report.runDirectory());
  }

  private static void pairs(ArrayNode nodes, List<Pair> pairs) {
    pairs.forEach(
        pair ->
            nodes.addObject().put("what", pair.what()).put("a", pair.one()).put("b", pair.other()));
  }
}
