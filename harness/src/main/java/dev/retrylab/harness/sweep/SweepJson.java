package dev.retrylab.harness.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.retrylab.harness.expect.PredictionJson;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
   * @param triedForAtLeastSeconds how long a message that always fails is tried
   * @param prediction as {@code predict --json} has it
   * @param verdict null where it was not run
   * @param outcome what the run came to; null where it was not run
   * @param run as {@code run --json} has it; null where it was not run
   */
  private record Point(
      Map<String, String> set,
      long triedForAtLeastSeconds,
      JsonNode prediction,
      String verdict,
      Outcome outcome,
      ResultsFile run) {}

  /**
   * What the messages of a run have become together.
   *
   * @param fates how many messages there are of each fate of which there are any
   */
  private record Outcome(
      Map<String, Long> fates, long deadLetteredUnrun, long receives, double dollars) {
    static Outcome of(PointOutcome outcome) {
      Map<String, Long> fates = new LinkedHashMap<>();
      outcome.fates().forEach((fate, count) -> fates.put(fate.word(), count));
      return new Outcome(fates, outcome.unrun(), outcome.receives(), outcome.dollars());
    }
  }

  /**
   * The document of a run, copied from its directory: those of several large ones fit no memory.
   */
  private record ResultsFile(Path file) implements JsonSerializable {
    static ResultsFile of(String runDirectory) {
      return new ResultsFile(Path.of(runDirectory).resolve(RunFile.RESULTS.fileName()));
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
      try (JsonParser parser = JSON.createParser(file.toFile())) {
        parser.nextToken();
        out.copyCurrentStructure(parser);
      }
    }

    @Override
    public void serializeWithType(
        JsonGenerator out, SerializerProvider provider, TypeSerializer type) throws IOException {
      serialize(out, provider);
    }
  }

  private SweepJson() {}

  /** Writes the document, point by point. */
  public static void write(String scenario, Grid grid, List<SweptPoint> points, Writer out)
      throws IOException {
    JSON.writerWithDefaultPrettyPrinter()
        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .writeValue(out, document(scenario, grid, points));
  }

  private static Document document(String scenario, Grid grid, List<SweptPoint> points) {
    return new Document(
        SCHEMA, scenario, grid.axes(), points.stream().map(SweepJson::point).toList());
  }

  private static Point point(SweptPoint point) {
    return new Point(
        point.point().settings(),
        point.triedFor().toSeconds(),
        PredictionJson.of(point.scenario(), point.predictions()),
        point.run().map(PointRun::verdict).orElse(null),
        point.run().flatMap(PointRun::outcome).map(Outcome::of).orElse(null),
        point.run().flatMap(PointRun::runDirectory).map(ResultsFile::of).orElse(null));
  }
}
