package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.InvocationLines.consumer;
import static dev.retrylab.harness.experiment.InvocationLines.dlqConsumer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.experiment.InvocationLines.Item;
import dev.retrylab.harness.experiment.InvocationLines.Style;
import dev.retrylab.harness.experiment.WrittenRun.Line;
import dev.retrylab.harness.export.RunExport;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/**
 * The order of log lines and their repetition carry no meaning, and neither does the style in which
 * they are written.
 */
class LogSchedulesTest {
  private static final String SETTINGS =
      """
      name: written
      queue: { type: %s, visibilityTimeout: 30s, maxReceiveCount: 2 }
      mapping: { batchSize: 10, reportBatchItemFailures: %s }
      function: { timeout: 3s, retryAttempts: 1 }
      messages:
      """;

  private static final List<Style> STYLES = List.of(Style.TEXT, Style.OLD_TEXT, Style.JSON);

  /** How far the wall clock of a runtime may step back. */
  private static final int MOST_JITTER = 400;

  /** A run of which all is known. */
  private record Known(Scenario scenario, List<InvocationLines> invocations) {
    RunReport judged(Style style) {
      return WrittenRun.judge(
          scenario, invocations.stream().flatMap(one -> one.lines(style).stream()).toList());
    }
  }

  private static final List<Known> RUNS =
      List.of(
          // A batch of which one fails, which fails it as a whole, twice.
          known(
              "fifo",
              false,
              List.of("succeed", "throw", "succeed"),
              failing("r1", 100, Ending.ERROR, 1, "succeeded", "failed", "unprocessed"),
              failing("r2", 30_200, Ending.ERROR, 2, "succeeded", "failed", "unprocessed"),
              redriven("m1", "m2", "m3")),
          // One that hangs, and one that ends its process.
          known(
              "fifo",
              false,
              List.of("succeed", "hang", "succeed"),
              failing("r1", 100, Ending.TIMED_OUT, 1, "succeeded", "", ""),
              failing("r2", 30_200, Ending.TIMED_OUT, 2, "succeeded", "", ""),
              redriven("m1", "m2", "m3")),
          known(
              "fifo",
              false,
              List.of("crash"),
              failing("r1", 100, Ending.CRASHED, 1, ""),
              failing("r2", 30_200, Ending.CRASHED, 2, ""),
              redriven("m1")),
          // One that is reported, and one that the consumer forwards.
          known(
              "standard",
              true,
              List.of("succeed", "throw", "forward"),
              failing("r1", 100, Ending.OK, 1, "succeeded", "failed", "forwarded"),
              dlqConsumer("d0", 1_200, Item.copy("m3")),
              consumer("r2", 30_200, Ending.OK, Item.of("m2", 2, "failed")),
              redriven("m2")));

  /** The handler threw when it was done with all its records: only the trace tells. */
  private static final Known THROWN_BEHIND_ALL =
      known(
          "fifo",
          false,
          List.of("throw", "throw"),
          failing("r1", 100, Ending.ERROR, 1, "succeeded", "succeeded"),
          failing("r2", 30_200, Ending.ERROR, 2, "succeeded", "succeeded"),
          redriven("m1", "m2"));

  private static final List<Known> ALL_RUNS =
      Stream.concat(RUNS.stream(), Stream.of(THROWN_BEHIND_ALL)).toList();

  private static Known known(
      String type, boolean itemFailures, List<String> behaviours, InvocationLines... lines) {
    StringBuilder yaml = new StringBuilder(SETTINGS.formatted(type, itemFailures));
    for (int i = 0; i < behaviours.size(); i++) {
      yaml.append(
          "  - { key: m%d, userId: \"3\", behaviour: %s }\n".formatted(i + 1, behaviours.get(i)));
    }
    return new Known(
        WrittenRun.scenario(yaml + "hypotheses: [documented, async-retries-apply]\n"),
        List.of(lines));
  }

  private static InvocationLines failing(
      String requestId, long millis, Ending ending, int count, String... outcomes) {
    Item[] items = new Item[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      items[i] = Item.of("m" + (i + 1), count, outcomes[i]);
    }
    return consumer(requestId, millis, ending, items);
  }

  private static InvocationLines redriven(String... keys) {
    Item[] items = new Item[keys.length];
    for (int i = 0; i < keys.length; i++) {
      items[i] = Item.redriven(keys[i], 3);
    }
    return dlqConsumer("d1", 60_500, items);
  }

  @Property(tries = 4)
  @Label("In whatever style the platform writes, the perfect log of each run is a MATCH")
  void perfect(@ForAll Style style) {
    for (Known run : ALL_RUNS) {
      assertThat(run.judged(style).judgement().verdict())
          .as("%s %s", style, run)
          .isEqualTo(Verdict.MATCH);
    }
  }

  @Property(tries = 400)
  @Label("Whatever the schedule, the history is that of perfect logs, or the run is INCONCLUSIVE")
  void schedules(@ForAll long seed) {
    Random random = new Random(seed);
    Known run = ALL_RUNS.get(random.nextInt(ALL_RUNS.size()));
    RunReport perfect = run.judged(Style.TEXT);
    RunReport report = WrittenRun.judge(run.scenario(), disturbed(run, random));
    if (report.judgement().verdict() != Verdict.INCONCLUSIVE) {
      assertThat(facts(report)).isEqualTo(facts(perfect));
      assertThat(report.judgement().verdict()).isEqualTo(perfect.judgement().verdict());
      assertThat(report.history().invocationErrors())
          .isEqualTo(perfect.history().invocationErrors());
    }
  }

  @Property(tries = 100)
  @Label("Lines in any order, twice and glued make nothing INCONCLUSIVE, where none is missing")
  void complete(@ForAll long seed) {
    Random random = new Random(seed);
    Known run = RUNS.get(random.nextInt(RUNS.size()));
    List<Line> lines =
        inDisorder(
            run.invocations().stream()
                .flatMap(one -> one.lines(anyStyle(random)).stream())
                .toList(),
            random);
    RunReport report = WrittenRun.judge(run.scenario(), lines);
    assertThat(report.judgement().verdict())
        .as("%s %s", report.judgement().findings(), report.history())
        .isEqualTo(Verdict.MATCH);
  }

  @Property(tries = 100)
  @Label("Whatever the schedule, the run can be given away, and is judged as it was")
  void givenAway(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Known run = RUNS.get(random.nextInt(RUNS.size()));
    try (ScratchFolder folder = ScratchFolder.create()) {
      RunDirectory directory =
          WrittenRun.write(folder.path(), run.scenario(), disturbed(run, random));
      RunReport report = StoredRun.read(directory).judge();
      directory.write(RunFile.RESULTS, RunJson.of(report));
      RunExport.Written written = new RunExport(directory).write(folder.path().resolve("run.zip"));
      assertThat(written.verdict()).isEqualTo(report.judgement().verdict().name());
    }
  }

  private static Style anyStyle(Random random) {
    return STYLES.get(random.nextInt(STYLES.size()));
  }

  /**
   * Each invocation in a style of its own, and here and there a line of the platform missing. The
   * trace of an exception is the runtime's: behind the last record nothing else tells of it.
   */
  private static List<Line> disturbed(Known run, Random random) {
    List<Line> lines = new ArrayList<>();
    for (InvocationLines one : run.invocations()) {
      List<Line> its = new ArrayList<>(one.lines(anyStyle(random)));
      int lost = random.nextInt(its.size());
      String message = its.get(lost).message();
      if (random.nextBoolean()
          && !message.contains("retryLab")
          && !message.contains("IllegalStateException: closed")) {
        its.remove(lost);
      }
      lines.addAll(its);
    }
    return inDisorder(lines, random);
  }

  private static List<Line> inDisorder(List<Line> lines, Random random) {
    List<Line> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (i + 1 < lines.size()
          && lines.get(i + 1).stream().equals(line.stream())
          && random.nextInt(5) == 0) {
        all.add(glued(line, lines.get(i + 1), random));
        i++;
        continue;
      }
      Line moved = line.at(line.millis() + random.nextInt(MOST_JITTER) - MOST_JITTER / 2);
      all.add(moved);
      if (random.nextInt(5) == 0) {
        all.add(random.nextBoolean() ? moved : line);
      }
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static Line glued(Line one, Line other, Random random) {
    String first = random.nextBoolean() ? one.message().strip() : one.message();
    return new Line(one.function(), one.stream(), one.millis(), first + other.message());
  }

  /** All but the times, in the order of the receives. */
  private static Map<String, List<Object>> facts(RunReport report) {
    return report.history().messages().stream()
        .collect(Collectors.toMap(MessageHistory::key, LogSchedulesTest::facts));
  }

  private static List<Object> facts(MessageHistory message) {
    List<Object> facts = new ArrayList<>(List.of(message.fate(), message.dlqCopies()));
    message.events().stream()
        .sorted(
            Comparator.comparing((Event event) -> event.receiveCount().orElse(0))
                .thenComparing(Event::type))
        .forEach(event -> facts.add(event.type() + " " + event.receiveCount()));
    return facts;
  }
}
