package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Worked out by hand; what is not set is that of the article: 30 s, maxReceiveCount 2. */
@DisplayName("How long a message is tried at the least, if it always fails")
class TriedForTest {
  private static final Small ONE = Small.standard().apart("throw");

  @Test
  @DisplayName("is a visibility timeout less than there are receives")
  void receives() {
    assertThat(triedFor(ONE)).containsExactly(seconds(30));
    assertThat(triedFor(ONE.maxReceives(5).visibility(Duration.ofMinutes(3))))
        .containsExactly(Duration.ofMinutes(12));
    assertThat(triedFor(ONE.maxReceives(1))).containsExactly(Duration.ZERO);
  }

  @Test
  @DisplayName("is the same of one that would succeed")
  void healthy() {
    assertThat(triedFor(Small.standard().apart("succeed"))).containsExactly(seconds(30));
  }

  @Test
  @DisplayName("ends with the retention, by a long poll and one late receive sooner")
  void retention() {
    // The first receive comes within 20 s, and each further one within 20 s of its 30.
    Duration hour = Duration.ofHours(1);
    assertThat(triedFor(ONE.retention(hour, hour).maxReceives(1_000)))
        .containsExactly(hour.minusSeconds(20 + 50));
    assertThat(triedFor(ONE.retention(hour, hour).withoutDlq()))
        .containsExactly(hour.minusSeconds(20 + 50));
  }

  @Test
  @DisplayName("is shorter by a batching window, which may hold up the first run only")
  void window() {
    assertThat(triedFor(ONE.window(seconds(12)))).containsExactly(seconds(30 - 12));
    assertThat(triedFor(ONE.window(seconds(20)).visibility(seconds(18))))
        .containsExactly(Duration.ZERO);
  }

  @Test
  @DisplayName("goes by the visibility timeouts that the consumer sets itself")
  void ownVisibility() {
    // 2, 4, 8 and 10 s.
    assertThat(triedFor(Small.standard().apart("fail-with-backoff 2s x2 max 10s").maxReceives(5)))
        .containsExactly(seconds(24));
  }

  @Test
  @DisplayName("is nothing where a message may be throttled at each receive")
  void throttled() {
    assertThat(triedFor(Small.standard().apart("throw", "throw").reservedConcurrency(1)))
        .containsExactly(Duration.ZERO, Duration.ZERO);
  }

  @Test
  @DisplayName("is nothing behind one that always fails first, in the same batch")
  void behindAnother() {
    assertThat(triedFor(Small.fifo().group("a", "throw", "throw").batches(2)))
        .containsExactly(seconds(30), Duration.ZERO);
  }

  @Test
  @DisplayName("is one wait shorter where one receive may come to nothing through another message")
  void oneUnrun() {
    Small behindOne = Small.standard().apart("fail-times 1", "throw").batches(2);
    assertThat(triedFor(behindOne.maxReceives(3))).containsExactly(Duration.ZERO, seconds(30));
    Duration hour = Duration.ofHours(1);
    assertThat(triedFor(behindOne.maxReceives(1_000).retention(hour, hour)).get(1))
        .isEqualTo(hour.minusSeconds(20 + 2 * 50));
  }

  @Test
  @DisplayName("is 57 and 117 s for two attempts again of an event, as far as its age allows")
  void events() {
    // async-default-total-time: each wait may be 3 s shorter than its minutes.
    assertThat(triedFor(Events.trying(2))).isEqualTo(seconds(57 + 117));
    assertThat(triedFor(Events.trying(1))).isEqualTo(seconds(57));
    assertThat(triedFor(Events.trying(0))).isZero();
    assertThat(triedFor(Events.trying(2).aged(seconds(60)))).isZero();
  }

  @Test
  @DisplayName("is told once where it is the same of all messages")
  void text() {
    assertThat(lines(Scenarios.load("article")))
        .contains(
            "A message that always fails is tried for at least 30s, over 2 receives at the most: it survives an outage of up to that, and no longer one for sure.");
  }

  @Test
  @DisplayName("which settings would survive the outage of a scenario is advised, if these do not")
  void outage() {
    // 2 h are 240 visibility timeouts of 30 s, and 4 of 30 min.
    assertThat(advice(outage(5, "30s", "2h")))
        .contains(
            "queue.maxReceiveCount is 5 and queue.visibilityTimeout 30s, so that a message is tried for 2m, and the outage lasts 2h: to survive it takes queue.maxReceiveCount 241 or queue.visibilityTimeout 30m.");
    assertThat(advice(outage(241, "30s", "2h"))).isEmpty();
    assertThat(advice(outage(240, "30s", "2h"))).isPresent();
    // 2 d would be 5,761 receives, and 2 receives 2 d apart.
    assertThat(advice(outage(2, "30s", "2d")))
        .contains(
            "queue.maxReceiveCount is 2 and queue.visibilityTimeout 30s, so that a message is tried for 30s, and the outage lasts 2d: neither of them alone is enough to survive it.");
    assertThat(advice(outage(1, "3h", "5d")))
        .contains(
            "queue.maxReceiveCount is 1 and queue.visibilityTimeout 3h, so that a message is tried for 0s, and the outage lasts 5d: to survive it takes queue.maxReceiveCount 41, and a queue.retention longer than it, which is 4d.");
  }

  @Test
  @DisplayName("an outage lasts for a message only from when it is there")
  void rest() {
    Scenario late =
        ScenarioYaml.read(
            """
            name: late
            queue: { type: standard, maxReceiveCount: 2, delay: 5s }
            messages:
              - { key: m, userId: "3", sendAfter: 25s, behaviour: fail-between 10s 61s }
            """);
    assertThat(advice(late)).hasValueSatisfying(text -> assertThat(text).contains("lasts 31s"));
  }

  @Test
  @DisplayName("at the edges: 1000 receives, 12 h of visibility timeout, and the retention itself")
  void edges() {
    // 999 times 30 s.
    assertThat(advice(outage(1, "30s", "29970s")))
        .hasValueSatisfying(is("takes queue.maxReceiveCount 1000."));
    assertThat(advice(outage(1, "30s", "29971s"))).hasValueSatisfying(is("neither of them"));
    assertThat(advice(outage(2, "30s", "12h")))
        .hasValueSatisfying(is("takes queue.visibilityTimeout 12h."));
    assertThat(advice(outage(2, "30s", "12h1s"))).hasValueSatisfying(is("neither of them"));
    assertThat(advice(outage(1, "3h", "4d")))
        .hasValueSatisfying(is("and a queue.retention longer"));
    assertThat(advice(outage(1, "3h", "95h")))
        .hasValueSatisfying(text -> assertThat(text).doesNotContain("queue.retention"));
  }

  @Test
  @DisplayName("no outage is left for a message that is there only after it")
  void tooLate() {
    assertThat(
            advice(
                ScenarioYaml.read(
                    """
                    name: late
                    queue: { type: standard, maxReceiveCount: 1 }
                    messages:
                      - { key: m, userId: "3", sendAfter: 62s, behaviour: fail-between 10s 61s }
                    """)))
        .isEmpty();
  }

  private static Consumer<String> is(String part) {
    return text -> assertThat(text).contains(part);
  }

  private static Scenario outage(int maxReceiveCount, String visibility, String until) {
    return ScenarioYaml.read(
        """
        name: outage
        queue: { type: standard, maxReceiveCount: %d, visibilityTimeout: %s }
        messages:
          - { key: m, userId: "3", behaviour: fail-until %s }
        """
            .formatted(maxReceiveCount, visibility, until));
  }

  private static Optional<String> advice(Scenario scenario) {
    return Advice.on(scenario).stream()
        .filter(one -> one.id().equals("outage"))
        .map(Advice::sentence)
        .findFirst();
  }

  @Test
  @DisplayName("is told of the first of those that are alike, and of an event by its attempts")
  void textOfSeveral() {
    assertThat(
            lines(
                Small.standard()
                    .apart("throw", "fail-with-visibility 10s", "succeed")
                    .maxReceives(2)
                    .scenario()))
        .contains("m1 and others like it: one that always fails is tried for at least 30s,")
        .contains("m2: one that always fails is tried for at least 10s, over 2 receives");
    assertThat(lines(Events.trying(2).scenario("throw")))
        .contains("is tried for at least 2m54s, by 3 attempts at the most:");
    assertThat(lines(Events.trying(0).scenario("throw")))
        .contains("is not sure to be run a second time: it survives no outage.");
  }

  private static String lines(Scenario scenario) {
    return String.join(" ", PredictionText.lines(scenario, Hypotheses.predictAll(scenario)));
  }

  private static List<Duration> triedFor(Small scenario) {
    return scenario.documented().stream().map(MessagePrediction::triedFor).toList();
  }

  private static Duration triedFor(Events events) {
    return events.predict("throw").triedFor();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
