package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions in processes and simulated ones give the same history, but for times and request ids.
 *
 * <p>What a run does is drawn from what hangs on no time: processes run at wall speed, and two
 * messages that come back at nearly the same time may share a batch in one run and not in the
 * other. So each batch is of one message, or all messages are sent in one and stay together. Two
 * run at a time, so that a slow machine has no more processes to start.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimulatedAsProcessesIT {
  private static final int IN_VERIFY = 3;

  private static final List<String> BEHAVIOURS =
      List.of(
          "succeed",
          "throw",
          "forward",
          "crash",
          "fail-times 1",
          "fail-times 2",
          "fail-rate 50%",
          "fail-with-visibility 7s",
          "answer-empty-id",
          "answer-unknown-id",
          "answer-empty-object");

  @TempDir private Path folder;

  /** {@code -Dretrylab.fuzz=20} takes so many, {@code -Dretrylab.fuzzSeed=N} begins with one. */
  static LongStream seeds() {
    long first = Long.getLong("retrylab.fuzzSeed", 1);
    return LongStream.range(first, first + Integer.getInteger("retrylab.fuzz", IN_VERIFY));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @Timeout(120)
  void the_same_becomes_of_every_message(long seed) throws InterruptedException, IOException {
    String yaml = scenario(new Random(seed * 0x9E3779B97F4A7C15L));
    Scenario scenario =
        Scenarios.load(Files.writeString(folder.resolve("any.yaml"), yaml).toString());
    Map<String, List<String>> simulated = stories(scenario, RuntimeKind.SIMULATED);
    assertThat(stories(scenario, RuntimeKind.PROCESSES)).as(yaml).isEqualTo(simulated);
  }

  private static String scenario(Random random) {
    boolean together = random.nextBoolean();
    StringBuilder yaml =
        new StringBuilder(
            """
            name: any
            queue: { type: %s, visibilityTimeout: 60s, maxReceiveCount: %d }
            mapping: { batchSize: %d, reportBatchItemFailures: %b, maximumConcurrency: 2 }
            function: { timeout: 60s }
            messages:
            """
                .formatted(
                    random.nextBoolean() ? "fifo" : "standard",
                    1 + random.nextInt(3),
                    together ? 10 : 1,
                    random.nextBoolean()));
    List<String> behaviours = new ArrayList<>(BEHAVIOURS);
    Collections.shuffle(behaviours, random);
    int messages = 3 + random.nextInt(3);
    for (int i = 1; i <= messages; i++) {
      yaml.append(
          "  - { key: m%d, userId: \"9\", group: %s, behaviour: %s }\n"
              .formatted(i, random.nextBoolean() ? "a" : "b", behaviours.get(i)));
    }
    return yaml.toString();
  }

  private Map<String, List<String>> stories(Scenario scenario, RuntimeKind functions)
      throws InterruptedException, IOException {
    Path runs = Files.createTempDirectory(folder, functions.word());
    RunReport report = new Lab(runs, functions).run(scenario);
    assertThat(report.evidence().failures()).as(functions.word()).isEmpty();
    Map<String, List<String>> stories = new TreeMap<>();
    for (MessageHistory message : report.history().messages()) {
      List<String> story = new ArrayList<>(List.of("ends as " + message.fate().word()));
      // Those of the two functions may come in either order, where they are of the same time.
      message.events().stream().map(SimulatedAsProcessesIT::told).sorted().forEach(story::add);
      stories.put(message.key(), story);
    }
    return stories;
  }

  private static String told(Event event) {
    return "%s %s %s"
        .formatted(
            event.type().word(), event.receiveCount(), event.detail().orElse("without a detail"));
  }
}
