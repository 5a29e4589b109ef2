package dev.retrylab.harness.experiment;

import static dev.retrylab.harness.experiment.Lab.Told.consumed;
import static dev.retrylab.harness.experiment.Lab.Told.deadLettered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.judge.evidence.Invariants;
import dev.retrylab.harness.local.EngineFolders;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions that are killed, die and hang: no message is lost, and nothing of them stays behind.
 * {@code -Dretrylab.invocations=500} makes as many invocations as that.
 */
@DisplayName("Processes of functions that end badly")
class FunctionFaultsIT {
  private static final int INVOCATIONS = Integer.getInteger("retrylab.invocations", 20);
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  /** What a JVM may open or start by itself meanwhile. */
  private static final int OWN_BUSINESS = 5;

  @TempDir private Path folder;
  private Set<Path> foldersBefore;

  @BeforeEach
  void lookForFolders() throws IOException {
    foldersBefore = EngineFolders.ofThisProcess();
  }

  private Scenario scenario(String yaml) throws IOException {
    return Scenarios.load(Files.writeString(folder.resolve("faults.yaml"), yaml).toString());
  }

  /** One message that does well. */
  private Scenario quick(String function) throws IOException {
    return scenario(
        """
        name: faults
        queue: { type: standard, visibilityTimeout: 30s, maxReceiveCount: 1 }
        function: { %s }
        messages:
          - { key: m1, userId: "3" }
        hypotheses: [documented]
        """
            .formatted(function));
  }

  private static Stream<ProcessHandle> functions(String handler) {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().commandLine().filter(line -> line.contains(handler)).isPresent());
  }

  private static Stream<ProcessHandle> consumers() {
    return functions(".ConsumerHandler");
  }

  private static boolean within(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
    return condition.getAsBoolean();
  }

  @Test
  @Timeout(120)
  @DisplayName(
      "A function that is killed in the middle of a run has crashed: its message comes again")
  void killed() throws Exception {
    Scenario hanging =
        scenario(
            """
            name: faults
            queue: { type: fifo, visibilityTimeout: 30s, maxReceiveCount: 2 }
            function: { timeout: 20s, retryAttempts: 0 }
            messages:
              - { key: m1, userId: "3", behaviour: hang }
            hypotheses: [documented]
            """);
    try (LocalTarget target = Lab.start(hanging)) {
      RunId run = RunId.at(Instant.EPOCH);
      target
          .sqs()
          .sendMessage(
              send ->
                  send.queueUrl(target.deployment().sourceQueueUrl())
                      .messageBody(MessageBody.write(hanging.messages().get(0), run, Instant.EPOCH))
                      .messageGroupId("g")
                      .messageDeduplicationId("d"));
      for (int receive = 1; receive <= 2; receive++) {
        int wanted = receive;
        pass(target, () -> count(log(target), "\"event\":\"received\"") == wanted);
        consumers().forEach(ProcessHandle::destroyForcibly);
        pass(target, () -> count(log(target), "exit status 137") == wanted);
      }
      pass(target, () -> count(dlqLog(target), "\"event\":\"outcome\"") == 1);
      assertThat(count(dlqLog(target), "\"receiveCount\":3")).isEqualTo(2);
      assertThat(consumers()).isEmpty();
    }
    assertNothingIsLeft();
  }

  @Test
  @Timeout(60)
  @DisplayName("A process that the machine holds up past its timeout is a failure of the lab")
  void heldUp() throws Exception {
    try (LocalTarget target = Lab.start(quick("timeout: 1s"))) {
      assertThat(target.failures()).isEmpty();
      for (ProcessHandle consumer : consumers().toList()) {
        new ProcessBuilder("kill", "-STOP", Long.toString(consumer.pid())).start().waitFor();
      }
      target
          .sqs()
          .sendMessage(
              send -> send.queueUrl(target.deployment().sourceQueueUrl()).messageBody("{}"));
      pass(target, () -> !target.failures().isEmpty());
      assertThat(target.failures())
          .singleElement()
          .extracting(LabFailure::what, STRING)
          .startsWith(
              "The process of retry-lab-faults-consumer took longer than its timeout of 1 s");
    }
    assertNothingIsLeft();
  }

  @Test
  @Timeout(60)
  @DisplayName("A message of 1 MiB reaches the function, also where JSON makes two bytes of each")
  void largest() throws Exception {
    try (LocalTarget target = Lab.start(quick(""))) {
      for (String padding : List.of("x", "\\\\")) {
        target
            .sqs()
            .sendMessage(
                send ->
                    send.queueUrl(target.deployment().sourceQueueUrl())
                        .messageBody(largest(padding)));
      }
      pass(target, () -> count(log(target), "\"outcome\":\"succeeded\"") == 2);
      assertThat(count(log(target), "\"key\":\"large\"")).isEqualTo(4);
    }
  }

  private static String largest(String padding) {
    String begin = "{\"user_id\":\"3\",\"key\":\"large\",\"padding\":\"";
    int room = (1 << 20) - begin.length() - 2;
    String body =
        begin + padding.repeat(room / padding.length()) + "x".repeat(room % padding.length());
    return body + "\"}";
  }

  /** Lets the engine's time go on until something is so. */
  private static void pass(LocalTarget target, BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      target.clock().awaitNews(target.clock().instant().plusMillis(500), target.clock().instant());
    }
    assertThat(condition.getAsBoolean()).as(() -> log(target).toString()).isTrue();
  }

  private static long count(List<String> log, String text) {
    return log.stream().filter(line -> line.contains(text)).count();
  }

  private static List<String> log(LocalTarget target) {
    return log(target, target.deployment().consumerLogGroup());
  }

  private static List<String> dlqLog(LocalTarget target) {
    return log(target, target.deployment().dlqConsumerLogGroup());
  }

  private static List<String> log(LocalTarget target, String group) {
    return target.logs().filterLogEvents(request -> request.logGroupName(group)).events().stream()
        .map(event -> event.message())
        .toList();
  }

  /** Each message is invoked for once: two in ten hang or crash, the others do well. */
  private Scenario mixed(int messages) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            name: faults
            queue: { type: standard, visibilityTimeout: 30s, maxReceiveCount: 1 }
            function: { timeout: 3s, retryAttempts: 0 }
            messages:
            """);
    for (int i = 0; i < messages; i++) {
      String behaviour = i % 10 == 3 ? "hang" : i % 10 == 6 ? "crash" : "succeed";
      yaml.append("  - { key: m%d, userId: \"3\", behaviour: %s }%n".formatted(i, behaviour));
    }
    return scenario(yaml.append("hypotheses: [documented]\n").toString());
  }

  @Test
  @Timeout(900)
  @DisplayName("After crashes and hangs no process, thread, open file or folder stays behind")
  void nothingLeaks() throws Exception {
    if (INVOCATIONS < 500) {
      System.out.printf(
          "FunctionFaultsIT makes %d invocations; -Dretrylab.invocations=500 makes 500.%n",
          INVOCATIONS);
    }
    // What the JVM and the SDK open once and keep.
    new Lab(folder.resolve("runs")).run(mixed(4));
    int threads = Thread.activeCount();
    long files = openFiles();
    Scenario scenario = mixed(INVOCATIONS);
    RunReport report = new Lab(folder.resolve("runs")).run(scenario);
    assertNothingIsLeft();
    within(LONG_ENOUGH, () -> Thread.activeCount() <= threads + OWN_BUSINESS);
    System.out.printf(
        "%d invocations: threads %d, then %d; open files %d, then %d%n",
        INVOCATIONS, threads, Thread.activeCount(), files, openFiles());
    assertThat(Thread.activeCount())
        .as(() -> Thread.getAllStackTraces().keySet().toString())
        .isLessThanOrEqualTo(threads + OWN_BUSINESS);
    assertThat(openFiles()).isLessThanOrEqualTo(files + OWN_BUSINESS);
    assertNothingIsLost(report);
  }

  /** On a machine that is very busy a good run may time out, too. */
  private static void assertNothingIsLost(RunReport report) {
    assertThat(report.history().messages()).hasSize(INVOCATIONS);
    assertThat(report.evidence().failures()).isEmpty();
    assertThat(Invariants.broken(report.history(), report.evidence().conditions(), true))
        .as(() -> report.history().messages().toString())
        .isEmpty();
    for (int i = 0; i < INVOCATIONS; i++) {
      MessageHistory message = report.history().message("m" + i).orElseThrow();
      boolean bad = i % 10 == 3 || i % 10 == 6;
      boolean late = !message.events(EventType.TIMED_OUT).isEmpty();
      assertThat(Lab.Told.of(message))
          .isEqualTo(bad || late ? deadLettered("m" + i, 1) : consumed("m" + i));
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(within(LONG_ENOUGH, () -> functions("RuntimeBootstrap").findAny().isEmpty()))
        .as("all functions have ended")
        .isTrue();
    assertThat(EngineFolders.ofThisProcess()).isEqualTo(foldersBefore);
  }

  /** Where there is no such folder, none. */
  private static long openFiles() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.count();
    }
  }
}
