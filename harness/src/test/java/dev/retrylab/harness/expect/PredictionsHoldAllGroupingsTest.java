package dev.retrylab.harness.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.expect.AllGroupings.State;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Predicted sets are exactly what playing every grouping through yields: no more and no less. */
@Domain(RandomScenarios.class)
class PredictionsHoldAllGroupingsTest {

  @Property(tries = 400)
  void predictedSetsAreExactlyWhatTheGroupingsYield(@ForAll Scenario scenario) {
    List<MessagePrediction> predicted =
        List.copyOf(
            Hypotheses.byId("documented").orElseThrow().predict(scenario).messages().values());
    List<Set<State>> ends = new AllGroupings(scenario).ends();
    for (int i = 0; i < ends.size(); i++) {
      assertThat(summary(predicted.get(i)))
          .as("message %s", i)
          .isEqualTo(summary(ends.get(i), scenario));
    }
  }

  record Summary(
      IntRange receives,
      IntRange errors,
      IntRange unprocessed,
      Set<Fate> fates,
      IntRange copies,
      Optional<IntRange> dlqReceiveCount,
      int receivesBounded,
      boolean moveBounded,
      boolean mayGoUnrun) {}

  private static Summary summary(MessagePrediction prediction) {
    return new Summary(
        prediction.receives(),
        prediction.functionErrors(),
        prediction.unprocessed(),
        prediction.fates(),
        prediction.dlqCopies(),
        prediction.dlqReceiveCount(),
        prediction.earliest().size(),
        prediction.deadLetteredNotBefore().isPresent(),
        prediction.mayGoUnrun());
  }

  private static Summary summary(Set<State> ends, Scenario scenario) {
    Set<Fate> fates = ends.stream().map(State::fate).collect(Collectors.toSet());
    List<Integer> counts = new ArrayList<>();
    if (fates.contains(Fate.DEAD_LETTERED)) {
      counts.add(scenario.queue().maxReceiveCount() + 1);
    }
    if (fates.contains(Fate.FORWARDED)) {
      counts.add(1);
    }
    IntRange receives = range(ends, State::receives);
    return new Summary(
        receives,
        range(ends, State::errors),
        range(ends, State::unprocessed),
        fates,
        range(ends, State::copies),
        counts.stream().map(IntRange::exactly).reduce(IntRange::or),
        receives.max(),
        fates.contains(Fate.DEAD_LETTERED),
        ends.stream().anyMatch(end -> end.fate() == Fate.DEAD_LETTERED && end.errors() == 0));
  }

  private static IntRange range(Set<State> ends, ToIntFunction<State> count) {
    return ends.stream()
        .map(end -> IntRange.exactly(count.applyAsInt(end)))
        .reduce(IntRange::or)
        .orElseThrow();
  }
}
