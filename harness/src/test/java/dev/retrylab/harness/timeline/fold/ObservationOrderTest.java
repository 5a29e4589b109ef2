package dev.retrylab.harness.timeline.fold;

import static dev.retrylab.harness.timeline.fold.Story.at;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The order of what is observed, which the order of its arrival never changes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObservationOrderTest {

  /** Each pair has its order, whichever of the two comes first. */
  private static void inOrder(Observation... expected) {
    List<Observation> backwards = new ArrayList<>(List.of(expected));
    Collections.reverse(backwards);
    backwards.sort(Observation.order());
    assertThat(backwards).containsExactly(expected);
    for (int i = 0; i + 1 < expected.length; i++) {
      assertThat(Observation.order().compare(expected[i], expected[i + 1])).isNegative();
      assertThat(Observation.order().compare(expected[i + 1], expected[i])).isPositive();
    }
    assertThat(Observation.order().compare(expected[0], expected[0])).isZero();
  }

  @Test
  void time_comes_before_everything() {
    inOrder(ended("r1", Ending.OK, 10), succeeded("m1", 1, "r1", 11), sent("m1", 12));
  }

  @Test
  void within_a_millisecond_a_function_receives_acts_and_ends() {
    inOrder(
        sent("m1", 10),
        received("m1", 1, "r1", 10),
        succeeded("m1", 1, "r1", 10),
        ended("r1", Ending.OK, 10));
  }

  @Test
  void what_the_harness_receives_comes_before_what_a_function_says() {
    inOrder(
        sent("m1", 10),
        new HarnessReceived(received("m2", 1, "", 10).record(), at(10)),
        succeeded("m1", 1, "r1", 10));
  }

  @Test
  void lines_of_one_kind_and_time_go_by_their_ids() {
    inOrder(sent("m1", 10), sent("m2", 10));
    inOrder(received("m1", 1, "r2", 10), received("m2", 1, "r1", 10));
    inOrder(succeeded("m1", 1, "r2", 10), succeeded("m2", 1, "r1", 10));
    inOrder(ended("r1", Ending.OK, 10), ended("r2", Ending.ERROR, 10));
  }

  @Test
  void lines_with_one_id_go_by_all_that_they_say() {
    inOrder(received("m1", 1, "r1", 10), received("m1", 2, "r1", 10));
    inOrder(ended("r1", Ending.CRASHED, 10), ended("r1", Ending.ERROR, 10));
  }

  @Test
  void events_of_a_millisecond_tell_the_story_of_the_source_queue_first() {
    Event deleted = Story.event(EventType.DELETED, "m1", 1, "r1", 10, "");
    Event again = Story.event(EventType.RECEIVED, "m1", 2, "r2", 10, "");
    Event moved = Story.event(EventType.DEAD_LETTERED, "m1", OptionalInt.empty(), 10, "");
    Event found = Story.event(EventType.DLQ_RECEIVED, "m1", 1, "d1", 10, "");
    Event discarded = Story.event(EventType.DISCARDED, "m1", OptionalInt.empty(), 10, "");
    List<Event> events = new ArrayList<>(List.of(found, moved, again, deleted, discarded));
    events.sort(Event.order());
    assertThat(events).containsExactly(discarded, deleted, again, moved, found);
  }
}
