package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * What is documented predicts every run of the local engine. The engine was written from the same
 * sources, but shares no line with the predictor: each would show a slip of the other.
 */
class LocalRunsArePredictedTest {

  @Property(tries = 500)
  @Domain(AnyScenarios.class)
  @Domain(DomainContext.Global.class)
  void everyRunLiesInItsPrediction(@ForAll Scenario scenario, @ForAll long seed) {
    assertPredicted(scenario, seed);
  }

  @Property(tries = 300)
  @Domain(AnyEvents.class)
  @Domain(DomainContext.Global.class)
  void everyRunOfEventsLiesInItsPrediction(@ForAll Scenario scenario, @ForAll long seed) {
    assertPredicted(scenario, seed);
  }

  private static void assertPredicted(Scenario scenario, long seed) {
    Map<String, MessageHistory> histories = VirtualRun.of(scenario, seed).byKey();
    Hypotheses.byId(Hypotheses.DOCUMENTED)
        .orElseThrow()
        .predict(scenario)
        .messages()
        .forEach((key, prediction) -> assertHolds(prediction, histories.get(key)));
  }

  private static void assertHolds(MessagePrediction prediction, MessageHistory history) {
    String what = "%s%n%s%n".formatted(prediction, history);
    assertThat(prediction.receives().contains(history.receives())).as(what + "receives").isTrue();
    assertThat(prediction.functionErrors().contains(history.functionErrors()))
        .as(what + "errors")
        .isTrue();
    assertThat(prediction.unprocessed().contains(history.unprocessed()))
        .as(what + "unprocessed")
        .isTrue();
    assertThat(prediction.mayGoUnrun() || !history.deadLetteredUnrun())
        .as(what + "dead-lettered unrun")
        .isTrue();
    assertThat(prediction.fates()).as(what + "fates").contains(fate(history));
    assertThat(prediction.dlqCopies().contains(history.dlqCopies())).as(what + "copies").isTrue();
    OptionalInt count = history.dlqReceiveCount();
    if (count.isPresent()) {
      assertThat(prediction.dlqReceiveCount().orElseThrow().contains(count.getAsInt()))
          .as(what + "DLQ receive count")
          .isTrue();
    }
    assertNotBefore(prediction, history, what);
    if (history.events(EventType.SUCCEEDED).isEmpty()
        && history.events(EventType.FORWARDED).isEmpty()) {
      assertThat(tried(history)).as(what + "tried").isGreaterThanOrEqualTo(prediction.triedFor());
    }
  }

  /** From its first run to its last, but for those that did not reach it. */
  private static Duration tried(MessageHistory history) {
    Set<String> notReached =
        history.events(EventType.UNPROCESSED).stream()
            .map(event -> event.requestId().orElseThrow())
            .collect(Collectors.toSet());
    List<Event> runs =
        history.events(EventType.RECEIVED).stream()
            .filter(event -> !notReached.contains(event.requestId().orElseThrow()))
            .toList();
    return runs.isEmpty()
        ? Duration.ZERO
        : Duration.between(runs.get(0).at(), runs.get(runs.size() - 1).at());
  }

  private static void assertNotBefore(
      MessagePrediction prediction, MessageHistory history, String what) {
    for (Event received : history.events(EventType.RECEIVED)) {
      int index = received.receiveCount().orElseThrow() - 1;
      assertThat(received.sinceSent())
          .as(what + "receive " + (index + 1))
          .isGreaterThanOrEqualTo(prediction.earliest().get(index));
    }
    for (Event moved : history.events(EventType.DEAD_LETTERED)) {
      assertThat(moved.sinceSent())
          .as(what + "move")
          .isGreaterThanOrEqualTo(prediction.deadLetteredNotBefore().orElseThrow());
    }
  }

  /**
   * Both queues are empty in the end: what nobody deleted or received there has expired. Where a
   * batching window outlasts the visibility timeout, a run may follow the one that deletes.
   */
  private static Fate fate(MessageHistory history) {
    if (history.fate() != Fate.QUEUED) {
      return history.fate();
    }
    if (history.events(EventType.DELETED).isEmpty()) {
      return Fate.EXPIRED;
    }
    return history.events(EventType.FORWARDED).isEmpty() ? Fate.CONSUMED : Fate.FORWARDED;
  }
}
