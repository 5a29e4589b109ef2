package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whole experiments on the embedded engine, with the jar that would be deployed. */
final class Lab {
  private static final Path FUNCTION_JAR = Path.of("../lambda/target/retry-lab-lambda.jar");

  private final Path runs;
  private final RuntimeKind functions;

  /** With functions in processes, as AWS's runtime client runs them. */
  Lab(Path runs) {
    this(runs, RuntimeKind.PROCESSES);
  }

  Lab(Path runs, RuntimeKind functions) {
    this.runs = runs;
    this.functions = functions;
  }

  /** What a run says of a message. */
  record Told(
      String key,
      Fate fate,
      int receives,
      int functionErrors,
      OptionalInt dlqReceiveCount,
      int dlqCopies) {

    static Told forwarded(String key) {
      return new Told(key, Fate.FORWARDED, 1, 0, OptionalInt.of(1), 1);
    }

    static Told consumed(String key) {
      return new Told(key, Fate.CONSUMED, 1, 0, OptionalInt.empty(), 0);
    }

    /** After as many failed receives. */
    static Told deadLettered(String key, int receives) {
      return new Told(key, Fate.DEAD_LETTERED, receives, receives, OptionalInt.of(receives + 1), 1);
    }

    static Told of(MessageHistory message) {
      return new Told(
          message.key(),
          message.fate(),
          message.receives(),
          message.functionErrors(),
          message.dlqReceiveCount(),
          message.dlqCopies());
    }
  }

  RunReport run(String scenario, String... settings) throws InterruptedException {
    return run(Scenarios.load(scenario, List.of(settings)));
  }

  RunReport run(Scenario scenario) throws InterruptedException {
    try (LocalTarget target = start(scenario, functions)) {
      RunRecord.Program program = new RunRecord.Program("test", Optional.empty(), List.of());
      RunRecord record = Experiment.begin(scenario, target, program);
      RunDirectory directory = RunDirectory.create(runs, scenario.name(), record.start());
      record.write(directory);
      return new Experiment(record, target, directory, state -> {}).run();
    }
  }

  static LocalTarget start(Scenario scenario) {
    return start(scenario, RuntimeKind.PROCESSES);
  }

  private static LocalTarget start(Scenario scenario, RuntimeKind functions) {
    assertThat(FUNCTION_JAR)
        .as("The functions' jar is missing. Build it first: mvn -q -DskipTests package")
        .satisfies(jar -> assertThat(Files.isRegularFile(jar)).isTrue());
    return LocalTarget.start(scenario, ClockKind.VIRTUAL, FUNCTION_JAR, functions);
  }

  static List<Told> told(RunReport report) {
    return report.history().messages().stream().map(Told::of).toList();
  }

  static List<Long> seconds(RunReport report, String key, EventType type) {
    return report.history().message(key).orElseThrow().events(type).stream()
        .map(event -> event.sinceSent().toSeconds())
        .toList();
  }

  /** Not before they are due, and on a busy machine up to 3 s after. */
  static void assertTimes(RunReport report, String key, EventType type, long... due) {
    List<Long> seen = seconds(report, key, type);
    assertThat(seen).as("%s of %s", type.word(), key).hasSize(due.length);
    for (int i = 0; i < due.length; i++) {
      assertThat(seen.get(i)).as("%s %d of %s", type.word(), i, key).isBetween(due[i], due[i] + 3);
    }
  }
}
