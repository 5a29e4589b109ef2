package dev.retrylab.harness.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.store.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that were given away and kept are judged as they were. */
class RecordedRunsTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded");

  @TempDir private Path folder;

  static Stream<Named<Path>> runs() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      List<Path> zips = files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
      assertThat(zips).as("zips in " + RECORDED).isNotEmpty();
      return zips.stream().map(zip -> named(name(zip), zip));
    }
  }

  private static String name(Path zip) {
    try {
      Map<String, String> texts = Zips.read(zip);
      RunOrigin where = RunOrigin.of(PlantedRun.json(texts.get("run.json")));
      return "%s: on %s, %s, %s"
          .formatted(
              zip.getFileName(),
              where.engine(),
              where.region().orElse("region not told"),
              PlantedRun.json(texts.get("results.json")).path("verdict").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void verdictAndTimelineAreAsRecorded(Path zip) throws IOException {
    RunDirectory run = Zips.unpack(zip, folder);
    RunReport report = StoredRun.read(run).judge();
    JsonNode now = PlantedRun.json(RunJson.of(report).toString());
    JsonNode then = PlantedRun.json(Zips.read(zip).get("results.json"));
    assertThat(Outline.of(now).toPrettyString()).isEqualTo(Outline.of(then).toPrettyString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void theyCanBeGivenAwayAgain(Path zip) throws IOException {
    RunDirectory run = Zips.unpack(zip, Files.createDirectory(folder.resolve("run")));
    Path again = folder.resolve("again.zip");
    new RunExport(run).write(again);
    assertThat(Outline.of(PlantedRun.json(Zips.read(again).get("results.json"))).toPrettyString())
        .isEqualTo(
            Outline.of(PlantedRun.json(Zips.read(zip).get("results.json"))).toPrettyString());
  }
}
