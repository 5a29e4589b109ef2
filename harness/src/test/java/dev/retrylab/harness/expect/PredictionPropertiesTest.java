package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for predictions of any scenario. */
@Domain(RandomScenarios.class)
@Domain(DomainContext.Global.class)
class PredictionPropertiesTest {

  @Property(tries = 300)
  void moreReceivesAllowedNeverMeansFewerRuns(
      @ForAll Scenario scenario, @ForAll @IntRange(min = 1, max = 3) int more) {
    Scenario patient = withMaxReceives(scenario, scenario.queue().maxReceiveCount() + more);
    forEach(
        documented(scenario),
        documented(patient),
        (few, many) -> {
          assertThat(many.receives().min()).isGreaterThanOrEqualTo(few.receives().min());
          assertThat(many.receives().max()).isGreaterThanOrEqualTo(few.receives().max());
          assertThat(many.functionErrors().max())
              .isGreaterThanOrEqualTo(few.functionErrors().max());
        });
  }

  @Property(tries = 300)
  void smallerBatchesNeverWidenAPrediction(@ForAll Scenario scenario) {
    int size = scenario.mapping().batchSize();
    Assume.that(size > 1);
    forEach(
        documented(withBatches(scenario, size)),
        documented(withBatches(scenario, size - 1)),
        PredictionPropertiesTest::assertWithin);
  }

  @Property(tries = 300)
  void fewerPhantomReceivesNeverWidenAPrediction(
      @ForAll Scenario scenario, @ForAll @IntRange(min = 1, max = 3) int phantoms) {
    forEach(
        allowing(scenario, phantoms),
        allowing(scenario, phantoms - 1),
        PredictionPropertiesTest::assertWithin);
  }

  @Property(tries = 100)
  void everyHypothesisPredictsEveryMessageInTheOrderOfTheScenario(@ForAll Scenario scenario) {
    for (Prediction prediction : Hypotheses.predictAll(scenario)) {
      assertThat(prediction.messages().keySet())
          .containsExactlyElementsOf(scenario.messages().stream().map(MessageSpec::key).toList());
    }
  }

  private static void assertWithin(MessagePrediction wide, MessagePrediction narrow) {
    assertThat(wide.receives().contains(narrow.receives())).as("receives").isTrue();
    assertThat(wide.functionErrors().contains(narrow.functionErrors())).as("errors").isTrue();
    assertThat(wide.dlqCopies().contains(narrow.dlqCopies())).as("copies").isTrue();
    assertThat(wide.fates()).containsAll(narrow.fates());
    assertThat(narrow.dlqReceiveCount().stream().allMatch(count -> allows(wide, count))).isTrue();
    for (int i = 0; i < narrow.earliest().size(); i++) {
      assertThat(wide.earliest().get(i)).isLessThanOrEqualTo(narrow.earliest().get(i));
    }
    Optional<Duration> move = narrow.deadLetteredNotBefore();
    assertThat(move.stream().allMatch(at -> at.compareTo(move(wide)) >= 0)).isTrue();
  }

  private static boolean allows(
      MessagePrediction wide, dev.retrylab.harness.expect.prediction.IntRange counts) {
    return wide.dlqReceiveCount().orElseThrow().contains(counts);
  }

  private static Duration move(MessagePrediction prediction) {
    return prediction.deadLetteredNotBefore().orElseThrow();
  }

  private interface Check {
    void of(MessagePrediction first, MessagePrediction second);
  }

  private static void forEach(
      List<MessagePrediction> first, List<MessagePrediction> second, Check check) {
    for (int i = 0; i < first.size(); i++) {
      check.of(first.get(i), second.get(i));
    }
  }

  private static List<MessagePrediction> documented(Scenario scenario) {
    return allowing(scenario, 0);
  }

  private static List<MessagePrediction> allowing(Scenario scenario, int phantoms) {
    return List.copyOf(
        Hypotheses.documentedAllowingPhantomReceives(phantoms)
            .predict(scenario)
            .messages()
            .values());
  }

  private static Scenario withMaxReceives(Scenario scenario, int count) {
    QueueSettings queue = scenario.queue();
    return scenario.over(
        new QueueSettings(
            queue.type(),
            queue.visibilityTimeout(),
            count,
            queue.retention(),
            queue.dlqRetention(),
            queue.delay()),
        scenario.mapping(),
        scenario.function(),
        scenario.account());
  }

  private static Scenario withBatches(Scenario scenario, int size) {
    MappingSettings mapping = scenario.mapping();
    return scenario.over(
        scenario.queue(),
        new MappingSettings(size, mapping.batchingWindow(), mapping.reportBatchItemFailures()),
        scenario.function(),
        scenario.account());
  }
}
