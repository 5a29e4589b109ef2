package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cost.Estimate;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A workload of 100000 messages")
class LargeWorkloadTest {
  private static final List<String> BEHAVIOURS =
      List.of("succeed", "forward", "throw", "fail-times 7", "hang", "crash");

  @Test
  @DisplayName("is predicted in under 2 s, in one group, in many, and over a standard queue")
  void isPredictedInTwoSeconds() {
    Small large = Small.fifo().maxReceives(1000).batches(10);
    assertPredicted(large.with(messages(1)).scenario());
    assertPredicted(large.with(messages(777)).scenario());
    assertPredicted(large.type(QueueType.STANDARD).with(messages(1)).scenario());
  }

  @Test
  @DisplayName("or of 30000 is predicted by every hypothesis and written out without long waiting")
  void isWritten() throws IOException {
    List<MessageSpec> some = messages(1).subList(0, 30_000);
    Scenario scenario = Small.standard().maxReceives(5).batches(10).with(some).scenario();
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Prediction> predictions = Hypotheses.predictAll(scenario);
    assertThat(PredictionText.lines(scenario, predictions)).isNotEmpty();
    PredictionJson.write(scenario, predictions, Map.of(), Writer.nullWriter());
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    // Far more than it takes, for machines that are slow or busy.
    assertThat(Duration.ofNanos(end - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("takes little more than four times as long as a quarter of it, also in few groups")
  void growsInStep() {
    for (int groups : List.of(4, 10_000)) {
      Small large = Small.fifo().maxReceives(5).batches(10);
      List<MessageSpec> all = messages(groups).subList(0, 20_000);
      Scenario few = large.with(all.subList(0, 5_000)).scenario();
      Scenario many = large.with(all).scenario();
      // The least of some measurements is the one that the machine disturbed least.
      long quarter = times(few).min().orElseThrow();
      // What is quadratic would take 16 times as long.
      assertThat(times(many).anyMatch(whole -> whole < 10 * quarter))
          .as("20,000 messages in less than ten times %d ns, which 5,000 take", quarter)
          .isTrue();
    }
  }

  /** Up to three measurements, each made when it is asked for. */
  private static LongStream times(Scenario scenario) {
    return LongStream.range(0, 3).map(i -> time(scenario));
  }

  private static long time(Scenario scenario) {
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Prediction> predictions = Hypotheses.predictAll(scenario);
    assertThat(PredictionText.lines(scenario, predictions)).isNotEmpty();
    assertThat(Estimate.of(scenario, predictions).usage().invocations()).isPositive();
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
  }

  @Test
  @DisplayName("a batch of 10 with mixed behaviours is predicted in milliseconds")
  void oneBatch() {
    Scenario scenario =
        Small.fifo().maxReceives(5).batches(10).with(messages(1).subList(0, 10)).scenario();
    for (int i = 0; i < 200; i++) {
      assertThat(documented(scenario).messages()).hasSize(10);
    }
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(documented(scenario).messages()).hasSize(10);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(end - begin)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  @DisplayName("is printed with messages of one kind folded")
  void printsFolded() {
    Scenario scenario =
        Small.standard()
            .with(
                IntStream.range(0, 100_000)
                    .mapToObj(i -> MessageSpec.of("m", "u").behaving(new Behaviour.Throw()))
                    .toList())
            .scenario();
    assertThat(PredictionText.lines(scenario, List.of(documented(scenario))))
        .contains("m1 to m100000 (100000 messages): user u, throw");
  }

  private static void assertPredicted(Scenario scenario) {
    // Processor time of this thread: the machine may be busy with other things.
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Prediction prediction = documented(scenario);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(prediction.messages()).hasSize(100_000);
    assertThat(Duration.ofNanos(end - begin)).isLessThan(Duration.ofSeconds(2));
  }

  private static Prediction documented(Scenario scenario) {
    return Hypotheses.byId("documented").orElseThrow().predict(scenario);
  }

  private static List<MessageSpec> messages(int groups) {
    return IntStream.range(0, 100_000)
        .mapToObj(
            i ->
                MessageSpec.of("m", "u")
                    .behaving(Behaviour.parse(BEHAVIOURS.get(i % BEHAVIOURS.size())))
                    .inGroup("g" + i % groups))
        .toList();
  }
}
