package dev.retrylab.harness.timeline.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class TimelineFoldPropertiesTest {

  private static final TimelineFold FOLD =
      TimelineFold.ofMessages(Story.RUN_ID, OptionalInt.of(2), false);

  @Property(tries = 300)
  @Label("shuffling the observations never changes the history")
  void orderOfArrivalDoesNotMatter(
      @ForAll("observations") List<Observation> observations, @ForAll long seed) {
    List<Observation> shuffled = new ArrayList<>(observations);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(FOLD.fold(shuffled)).isEqualTo(FOLD.fold(observations));
  }

  @Property(tries = 300)
  @Label("every receive of the source queue is logged or a phantom, and none is counted twice")
  void receivesAreLoggedOrPhantoms(@ForAll("observations") List<Observation> observations) {
    for (MessageHistory message : FOLD.fold(observations).messages()) {
      long logged =
          message.events(EventType.RECEIVED).stream().map(Event::receiveCount).distinct().count();
      assertThat(logged + message.phantoms()).isEqualTo(message.receives());
    }
  }

  /** Few keys, requests and times, so that ties and retries with the same request id are common. */
  @Provide
  Arbitrary<List<Observation>> observations() {
    Arbitrary<Observation> sent = Combinators.combine(key(), time()).as(Story::sent);
    Arbitrary<Observation> lines =
        Combinators.combine(key(), Arbitraries.integers().between(1, 4), request(), time())
            .flatAs(
                (key, count, request, at) ->
                    Arbitraries.of(
                        Story.received(key, count, request, at),
                        Story.succeeded(key, count, request, at),
                        Story.failed(key, count, request, at),
                        Story.unprocessed(key, count, request, at),
                        Story.forwarded(key, count, request, at),
                        Story.redriven(key, count, "d" + request, at)[0],
                        Story.copy(key, request, "c" + request, at)[0]));
    Arbitrary<Observation> ends =
        Combinators.combine(request(), Arbitraries.of(Ending.values()), time()).as(Story::ended);
    return Arbitraries.frequencyOf(Tuple.of(2, sent), Tuple.of(6, lines), Tuple.of(2, ends))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<String> key() {
    return Arbitraries.of("m1", "m2", "m3");
  }

  private static Arbitrary<String> request() {
    return Arbitraries.of("r1", "r2", "r3");
  }

  private static Arbitrary<Long> time() {
    return Arbitraries.longs().between(0, 20);
  }
}
