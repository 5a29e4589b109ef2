package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.InvocationLines.consumer;
import static dev.retrylab.harness.experiment.InvocationLines.dlqConsumer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.InvocationLines.Item;
import dev.retrylab.harness.experiment.InvocationLines.Style;
import dev.retrylab.harness.experiment.WrittenRun.Line;
import dev.retrylab.harness.export.RunExport;
import dev.retrylab.harness.export.Zips;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.terminal.TerminalReport;
import dev.retrylab.harness.report.terminal.TerminalStyle;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run whose invocations ended with a status in words that nobody knows, and its copy that is
 * given away.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrangeStatusGivenAwayTest {
  private static final Scenario ARTICLE = Scenarios.load("article");

  @TempDir private Path folder;

  /** The copy in the dead-letter queue, and the message that failed twice, are seen there. */
  private static List<Line> lines(Style style, String status) {
    return Stream.of(
            consumer("r1", 100, Ending.OK, Item.of("m1", 1, "forwarded")),
            consumer("r2", 100, Ending.OK, Item.of("m2", 1, "")),
            consumer("r3", 30_200, Ending.OK, Item.of("m2", 2, "")),
            dlqConsumer("d1", 1_200, Item.copy("m1")),
            dlqConsumer("d2", 60_400, Item.redriven("m2", 3)))
        .flatMap(invocation -> invocation.lines(style).stream())
        .map(line -> with(line, status))
        .toList();
  }

  private static Line with(Line line, String status) {
    return new Line(
        line.function(),
        line.stream(),
        line.millis(),
        line.message()
            .replace("143 MB\t", "143 MB\tStatus: " + status)
            .replace("\"success\"", "\"" + status + "\""));
  }

  private static List<String> told(RunReport report) {
    return TerminalReport.render(report, TerminalStyle.plain())
        .lines()
        .filter(line -> !line.contains(report.runDirectory()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, evicted",
    "TEXT, error-of-evicted",
    "TEXT, Evicted.Early",
    "JSON, evicted",
  })
  void both_say_the_same(Style style, String status) throws IOException {
    RunDirectory run = WrittenRun.write(folder.resolve("runs"), ARTICLE, lines(style, status));
    RunReport original = StoredRun.read(run).judge();
    assertThat(original.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(original.history().message("m2").orElseThrow().events(EventType.ENDED)).hasSize(2);
    ResultFiles.write(original, WrittenRun.record(ARTICLE), run);
    Path zip = folder.resolve("run.zip");
    assertThat(new RunExport(run).write(zip).verdict()).isEqualTo("INCONCLUSIVE");
    RunDirectory copy = Zips.unpack(zip, Files.createDirectory(folder.resolve("copy")));
    assertThat(told(StoredRun.read(copy).judge())).isEqualTo(told(original));
  }
}
