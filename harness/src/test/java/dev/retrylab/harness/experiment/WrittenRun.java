package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.judge.Articles;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RawLogFile;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run on AWS as it is on record, of which the log lines are written by hand. */
final class WrittenRun {
  static final Instant START = ArticleLogs.START;
  static final RunId RUN = new RunId(ArticleLogs.RUN);

  /** How long the log was watched: past all that anybody expects. */
  private static final Duration WATCHED = Duration.ofHours(2);

  /**
   * A line in a log.
   *
   * @param millis since the start of the run
   */
  record Line(FunctionRole function, String stream, long millis, String message) {
    Line at(long otherMillis) {
      return new Line(function, stream, otherMillis, message);
    }
  }

  private WrittenRun() {}

  static Scenario scenario(String yaml) {
    try (ScratchFolder folder = ScratchFolder.create()) {
      Path file = folder.path().resolve("written.yaml");
      Files.writeString(file, yaml);
      return Scenarios.load(file.toString(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a later process makes of the files. */
  static RunReport judge(Scenario scenario, List<Line> lines) {
    try (ScratchFolder runs = ScratchFolder.create()) {
      return StoredRun.read(write(runs.path(), scenario, lines)).judge();
    }
  }

  /** Writes the files. */
  static RunDirectory write(Path runs, Scenario scenario, List<Line> lines) {
    RunDirectory directory = RunDirectory.create(runs, scenario.name(), START);
    record(scenario).write(directory);
    SentLog sent = SentLog.of(directory);
    scenario.messages().forEach(message -> sent(sent, scenario, message));
    RawLogFile log = new RawLogFile(directory);
    for (int i = 0; i < lines.size(); i++) {
      log.append(List.of(logLine("event-" + i, lines.get(i))));
    }
    new Watermark(START.plus(WATCHED), lines.size(), 3).write(directory);
    return directory;
  }

  private static void sent(SentLog file, Scenario scenario, MessageSpec message) {
    file.sending(List.of(message.key()), START);
    String id =
        scenario.trigger() == Trigger.EVENT
            ? EventPayload.messageId(message, RUN)
            : "id-" + message.key();
    file.sent(List.of(new Sent(message.key(), message.userId(), id, Optional.of("3"), START)));
  }

  private static LogLine logLine(String eventId, Line line) {
    Instant at = START.plusMillis(line.millis());
    return new LogLine(
        line.function(),
        "/log/" + line.function(),
        line.stream(),
        eventId,
        at,
        at,
        at,
        line.message());
  }

  static RunRecord record(Scenario scenario) {
    FakePace pace = new FakePace(START);
    return new RunRecord(
        RUN,
        START,
        new RunRecord.Program("test", Optional.empty(), List.of("run")),
        scenario,
        "aws",
        ClockKind.REAL,
        new Deployment(
            "http://127.0.0.1/1/source.fifo",
            "http://127.0.0.1/1/dlq.fifo",
            Optional.empty(),
            "consumer",
            "dlq-consumer",
            ArticleLogs.CONSUMER,
            ArticleLogs.DLQ_CONSUMER,
            scenario.queue(),
            scenario.mapping(),
            scenario.function(),
            Optional.of(scenario.account())),
        Articles.conditions(
            scenario.trigger() == Trigger.EVENT
                ? Duration.ofMinutes(2)
                : scenario.queue().visibilityTimeout(),
            pace.slack(),
            pace.clockSkew(),
            false,
            false,
            scenario.queue().retention()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
