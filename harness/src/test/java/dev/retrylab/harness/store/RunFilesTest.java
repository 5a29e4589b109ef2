package dev.retrylab.harness.store;

import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.failedRun;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.fold.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the run directory's files. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunFilesTest {
  @TempDir private Path runs;
  private RunDirectory directory;

  @BeforeEach
  void create() {
    directory = RunDirectory.create(runs, "article", Story.START);
  }

  private String text(RunFile file) throws IOException {
    return Files.readString(directory.file(file));
  }

  @Test
  void history_has_a_line_for_each_event() throws IOException {
    Observation[] run = failedRun("m2", 1, "r2", 30);
    directory.writeLines(
        RunFile.HISTORY,
        fold(sent("m2", 0), run[0], run[1], run[2]).messages().get(0).events().stream()
            .map(HistoryLine::of));
    assertThat(text(RunFile.HISTORY))
        .isEqualTo(
            """
            {"schema":1,"key":"m2","messageId":"id-m2","type":"sent","at":"2026-11-21T21:24:04Z","offsetSeconds":0.0}
            {"schema":1,"key":"m2","messageId":"id-m2","type":"received","at":"2026-11-21T21:24:04.030Z","offsetSeconds":0.03,"receiveCount":1,"requestId":"r2"}
            {"schema":1,"key":"m2","messageId":"id-m2","type":"failed","at":"2026-11-21T21:24:04.038Z","offsetSeconds":0.038,"receiveCount":1,"requestId":"r2","detail":"java.lang.IllegalStateException: user_id 2 always fails"}
            """);
  }

  @Test
  void sent_has_a_line_before_each_send_and_one_after_it() throws IOException {
    directory.append(RunFile.SENT, SentLine.sending("m1", at(0)));
    directory.append(
        RunFile.SENT, SentLine.sent(new Sent("m1", "1", "id-m1", Optional.of("g"), at(5))));
    directory.append(
        RunFile.SENT, SentLine.sent(new Sent("m2", "2", "id-m2", Optional.empty(), at(5))));
    assertThat(text(RunFile.SENT))
        .isEqualTo(
            """
            {"schema":1,"state":"sending","key":"m1","at":"2026-11-21T21:24:04Z"}
            {"schema":1,"state":"sent","key":"m1","at":"2026-11-21T21:24:04.005Z","userId":"1","messageId":"id-m1","group":"g"}
            {"schema":1,"state":"sent","key":"m2","at":"2026-11-21T21:24:04.005Z","userId":"2","messageId":"id-m2"}
            """);
  }

  @Test
  void raw_logs_keep_an_event_with_all_its_times() throws IOException {
    new RawLogFile(directory)
        .append(
            List.of(
                new LogLine(
                    FunctionRole.DLQ_CONSUMER,
                    "g",
                    "s",
                    "e1",
                    at(0),
                    at(40),
                    at(900),
                    "two\nlines")));
    assertThat(text(RunFile.RAW_LOGS))
        .isEqualTo(
            """
            {"schema":1,"function":"dlq-consumer","logGroup":"g","logStream":"s","eventId":"e1","timestamp":"2026-11-21T21:24:04Z","ingestionTime":"2026-11-21T21:24:04.040Z","fetchedAt":"2026-11-21T21:24:04.900Z","message":"two\\nlines"}
            """);
  }

  @Test
  void a_failure_of_the_lab_is_read_as_it_was_written() {
    LabFailure failure = new LabFailure(at(1_000), "A failed: x", "x\n\tat y");
    directory.append(RunFile.FAILURES, failure);
    assertThat(directory.readLines(RunFile.FAILURES, LabFailure.class)).containsExactly(failure);
  }

  @Test
  void an_event_that_two_processes_have_fetched_is_read_once() {
    LogLine line =
        new LogLine(FunctionRole.CONSUMER, "g", "s", "e1", at(0), at(40), at(900), "text");
    RawLogFile file = new RawLogFile(directory);
    file.append(List.of(line));
    file.append(List.of(line));
    assertThat(file.lines()).containsExactly(line);
  }
}
