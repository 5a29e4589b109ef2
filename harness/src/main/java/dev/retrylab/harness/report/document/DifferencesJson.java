package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunDifferences.Pair;
import dev.retrylab.harness.report.RunReport;
import java.util.List;

/** The differences of two runs as one JSON document, schema 1, in the order of its fields. */
public final class DifferencesJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Document(
      int schema,
      Run a,
      Run b,
      boolean sameObservations,
      List<Difference> messages,
      List<Difference> hypotheses,
      List<Difference> settings,
      List<Difference> receives) {}

  private record Run(
      String scenario, String target, String clock, String verdict, String runDirectory) {
    static Run of(RunReport report) {
      return new Run(
          report.scenario().name(),
          report.target(),
          report.clock().word(),
          report.judgement().verdict().name(),
          report.runDirectory());
    }
  }

  private record Difference(String what, String a, String b) {
    static List<Difference> of(List<Pair> pairs) {
      return pairs.stream()
          .map(pair -> new Difference(pair.what(), pair.one(), pair.other()))
          .toList();
    }
  }

  private DifferencesJson() {}

  /** The document that {@code compare --json} prints; {@code a} and {@code b} are the runs. */
  public static JsonNode of(RunReport one, RunReport other, RunDifferences differences) {
    return JSON.valueToTree(
        new Document(
            SCHEMA,
            Run.of(one),
            Run.of(other),
            differences.sameObservations(),
            Difference.of(differences.messages()),
            Difference.of(differences.hypotheses()),
            Difference.of(differences.settings()),
            Difference.of(differences.times())));
  }
}
