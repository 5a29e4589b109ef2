package dev.retrylab.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeRunTest {
  @TempDir private Path runs;

  @Test
  @DisplayName(
      "A run that was made up for a benchmark is judged as a real one: complete, and MATCH")
  void judged() throws IOException {
    LargeRun run = new LargeRun(7, 3);

    RunReport report = StoredRun.read(RunDirectory.open(run.write(runs))).judge();

    assertThat(report.judgement().verdict()).isEqualTo(Verdict.MATCH);
    assertThat(report.evidence().logEvents()).isEqualTo(run.events());
    assertThat(report.history().messages())
        .extracting(message -> message.events(EventType.FAILED).size())
        .containsExactly(0, 3, 0, 3, 0, 3, 0);
  }

  @Test
  @DisplayName("It has as many log events as were asked for, and is the same each time")
  void size() throws IOException {
    LargeRun run = LargeRun.ofEvents(1000);

    Path first = run.write(runs);
    Path second = run.write(runs);

    assertThat(run.events()).isEqualTo(1000);
    assertThat(Files.readAllLines(first.resolve("raw-logs.ndjson"))).hasSize(1000);
    assertThat(first.resolve("raw-logs.ndjson"))
        .hasSameTextualContentAs(second.resolve("raw-logs.ndjson"));
    assertThat(LargeRun.ofEvents(4_000_000).events()).isEqualTo(4_000_000);
  }
}
