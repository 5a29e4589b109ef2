package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Advice on settings")
class AdviceTest {

  /** The article with settings that leave nothing to advise, but for those given. */
  private static List<String> on(String... settings) {
    List<String> all =
        Stream.concat(
                Stream.of("queue.maxReceiveCount=5", "function.retryAttempts=2"),
                Stream.of(settings))
            .toList();
    return Advice.on(Scenarios.load("article", all)).stream().map(Advice::id).toList();
  }

  @Test
  @DisplayName("is given on unwise settings, and on none that is wise")
  void advice() {
    assertThat(Advice.on(Scenarios.load("article")))
        .extracting(Advice::id)
        .containsExactly("max-receive-count", "retry-attempts");
    Scenario unwise =
        Scenarios.load("article", List.of("queue.visibilityTimeout=29s", "queue.dlqRetention=4d"));
    assertThat(Advice.on(unwise))
        .extracting(Advice::sentence)
        .contains(
            "queue.visibilityTimeout is 29s; at least 30s is advised: 6 x function.timeout plus"
                + " mapping.batchingWindow, so that a throttled batch can be tried again before its"
                + " messages come back.",
            "queue.dlqRetention is 4d; longer than queue.retention, which is 4d, is advised: in a"
                + " standard dead-letter queue it counts from the first sending.");
    Scenario wise =
        Scenarios.load("article", List.of("queue.maxReceiveCount=5", "function.retryAttempts=2"));
    assertThat(Advice.on(wise)).isEmpty();
    assertThat(Advice.on(Scenarios.load("article", List.of("queue.retention=60s"))))
        .extracting(Advice::sentence)
        .contains(
            "queue.retention is 1m; longer than 1m is advised, which is queue.delay plus"
                + " queue.maxReceiveCount x queue.visibilityTimeout: no message moves to the"
                + " dead-letter queue before that, so one that keeps failing expires in the source"
                + " queue and is lost.");
    assertThat(Advice.on(Scenarios.load("article", List.of("queue.retention=61s"))))
        .extracting(Advice::id)
        .doesNotContain("retention");
    assertThat(Advice.on(Small.fifo().apart("throw").scenario()))
        .as("of function.retryAttempts nothing is said where nobody set it")
        .extracting(Advice::id)
        .containsExactly("max-receive-count");
    assertThat(Advice.on(Small.fifo().group("g", "throw", "succeed").scenario()))
        .extracting(Advice::id)
        .contains("fifo-order");
    String reports = "mapping.reportBatchItemFailures=true";
    Scenario overtaking =
        Scenarios.load(
            "article",
            List.of("mapping.batchSize=2", reports, "function.partialBatch=failed-only"));
    assertThat(Advice.on(overtaking))
        .extracting(Advice::sentence)
        .contains(
            "function.partialBatch is failed-only over a fifo queue; stop-at-first is advised: else"
                + " later messages of a group overtake the one that failed.");
    assertThat(Advice.on(Scenarios.load("article", List.of("mapping.batchSize=2", reports))))
        .extracting(Advice::id)
        .doesNotContain("partial-batch");
  }

  @Test
  @DisplayName("is a dead-letter queue, where there is none")
  void noDeadLetterQueue() {
    assertThat(on("queue.type=standard")).isEmpty();
    assertThat(on("queue.type=standard", "queue.deadLetterQueue=false"))
        .containsExactly("no-dead-letter-queue");
  }

  @ParameterizedTest(name = "asks for more places where 2 messages want them: {0} reserved: {1}")
  @CsvSource({"1, true", "2, false"})
  void throttling(int reserved, boolean advised) {
    assertThat(on("function.reservedConcurrency=" + reserved).contains("reserved-concurrency"))
        .isEqualTo(advised);
  }

  /** Two consumers' runs, and two of the dead-letter queue's, which the copy may be in as well. */
  @ParameterizedTest(name = "asks for less at a time where 4 are wanted of the {0} of the account")
  @CsvSource({"3, true", "4, false"})
  void throttledByTheAccount(int places, boolean advised) {
    assertThat(on("account.concurrency=" + places).contains("account-concurrency"))
        .isEqualTo(advised);
  }

  @ParameterizedTest(name = "over a {0} queue in batches of {1} to answer {2}: {3}")
  @CsvSource({
    "standard, 2, stop-at-first, true",
    "standard, 1, stop-at-first, false",
    "standard, 2, failed-only, false",
    "fifo, 2, failed-only, true",
    "fifo, 2, stop-at-first, false"
  })
  void partialBatch(String type, int batchSize, String word, boolean advised) {
    assertThat(
            on(
                    "queue.type=" + type,
                    "mapping.reportBatchItemFailures=true",
                    "mapping.batchSize=" + batchSize,
                    "function.partialBatch=" + word)
                .contains("partial-batch"))
        .isEqualTo(advised);
  }
}
