package dev.retrylab.harness.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cost and time before a run starts. */
class EstimateTest {

  @Test
  @DisplayName("The article's run costs less than a cent and takes minutes")
  void article() {
    Scenario article = Scenarios.load("article");
    Estimate estimate = Estimate.of(article, Hypotheses.predictAll(article));
    // m1 once, m2 at most four times under the guess, and two records in the dead-letter queue.
    assertThat(estimate.usage().invocations()).isEqualTo(7);
    assertThat(estimate.usage().logBytes()).isEqualTo(28_000);
    assertThat(estimate.usage().dollars()).isBetween(0.000_01, 0.000_2);
    assertThat(estimate.time()).isBetween(Duration.ofSeconds(90), Duration.ofMinutes(5));
    assertThat(estimate.sentence())
        .contains(
            "at most 7 invocations", "28 kB of logs", "less than $0.01", "free tier left out");
  }

  @Test
  @DisplayName("Twice the memory costs the consumer twice the gigabyte seconds")
  void memory() {
    double small = dollars("1024");
    double large = dollars("2048");
    // m1 once and m2 at most four times, 0.2 s each: 1 s with one gigabyte more.
    assertThat(large - small).isCloseTo(Rates.TODAY.lambdaGigabyteSecond(), Offset.offset(1e-12));
  }

  private static double dollars(String megabytes) {
    Scenario article = Scenarios.load("article", List.of("function.memory=" + megabytes));
    return Estimate.of(article, Hypotheses.predictAll(article)).usage().dollars();
  }

  @Test
  @DisplayName(
      "A message is worked on at each of its runs, and no longer than the function timeout")
  void durations() {
    // m2 at most four times: 2 s each longer, or from 0.2 s to the 5 s of the timeout.
    assertThat(gigabyteSeconds(lasting(2)) - gigabyteSeconds(lasting(0)))
        .isCloseTo(4 * 2, Offset.offset(1e-9));
    assertThat(gigabyteSeconds(lasting(60)) - gigabyteSeconds(lasting(0)))
        .isCloseTo(4 * 4.8, Offset.offset(1e-9));
  }

  private static Scenario lasting(int seconds) {
    Scenario article = Scenarios.load("article", List.of("function.memory=1024"));
    MessageSpec m2 = article.messages().get(1);
    return article.with(List.of(m2.lasting(Duration.ofSeconds(seconds))), List.of());
  }

  private static double gigabyteSeconds(Scenario scenario) {
    return Estimate.of(scenario, Hypotheses.predictAll(scenario)).usage().gigabyteSeconds();
  }

  @Test
  @DisplayName("A message that expires is waited for: 5 min of retention, and 45 s of silence")
  void expiry() {
    Scenario scenario = Scenarios.load("no-dlq");
    assertThat(Estimate.of(scenario, Hypotheses.predictAll(scenario)).time())
        .isEqualTo(Duration.ofSeconds(345));
  }

  @Test
  @DisplayName("One that may expire, and may end before, is not: 2 receives 30 s apart, then 75 s")
  void possibleExpiry() {
    // The account may leave no place for the consumer of the dead-letter queue until it expires.
    Scenario scenario =
        Scenarios.load(
            "article",
            List.of("queue.type=standard", "account.concurrency=1", "queue.dlqRetention=2m"));
    List<Prediction> predictions =
        List.of(Hypotheses.byId("documented").orElseThrow().predict(scenario));
    assertThat(predictions.get(0).messages().get("m2").fates())
        .contains(Fate.DEAD_LETTERED, Fate.EXPIRED);
    assertThat(Estimate.of(scenario, predictions).time()).isEqualTo(Duration.ofSeconds(105));
  }

  @Test
  @DisplayName("The document has the day of the rates")
  void json() {
    Scenario article = Scenarios.load("article");
    assertThat(
            Estimate.of(article, Hypotheses.predictAll(article)).json().path("ratesAsOf").asText())
        .matches("\\d{4}-\\d{2}-\\d{2}");
  }

  @Test
  @DisplayName("A long visibility timeout is a long silence, also where nothing fails")
  void silence() {
    Scenario scenario =
        Scenarios.load("article", List.of("queue.visibilityTimeout=1h", "queue.maxReceiveCount=1"));
    assertThat(Estimate.of(scenario, Hypotheses.predictAll(scenario)).time())
        .isBetween(Duration.ofHours(1), Duration.ofMinutes(65));
  }

  @Test
  @DisplayName("of several runs at a time adds up all but the time")
  void together() {
    Scenario article = Scenarios.load("article");
    Estimate one = Estimate.of(article, Hypotheses.predictAll(article));
    Estimate two = Estimate.together(List.of(one, one));
    assertThat(two).isEqualTo(new Estimate(one.usage().plus(one.usage()), one.time()));
  }
}
