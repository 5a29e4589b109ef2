package dev.retrylab.harness.judge;

import static dev.retrylab.harness.timeline.fold.Story.all;
import static dev.retrylab.harness.timeline.fold.Story.ended;
import static dev.retrylab.harness.timeline.fold.Story.failed;
import static dev.retrylab.harness.timeline.fold.Story.fold;
import static dev.retrylab.harness.timeline.fold.Story.received;
import static dev.retrylab.harness.timeline.fold.Story.redriven;
import static dev.retrylab.harness.timeline.fold.Story.sent;
import static dev.retrylab.harness.timeline.fold.Story.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.evidence.RunFinding.GroupWentOn;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupOrderTest {
  private static final Observation[] M2_IS_DEAD_LETTERED =
      all(
          new Observation[] {
            sent("m2", 0),
            received("m2", 1, "r1", 100),
            failed("m2", 1, "r1", 110),
            ended("r1", Ending.ERROR, 111),
            received("m2", 2, "r2", 30_100),
            failed("m2", 2, "r2", 30_110),
            ended("r2", Ending.ERROR, 30_111)
          },
          redriven("m2", 3, "d1", 60_100));

  private static Observation[] run(String key, String request, long at) {
    return new Observation[] {
      sent(key, 1),
      received(key, 1, request, at),
      succeeded(key, 1, request, at + 5),
      ended(request, Ending.OK, at + 6)
    };
  }

  private static History inOneGroup(Observation[]... parts) {
    History history = fold(all(parts));
    List<MessageHistory> grouped =
        history.messages().stream()
            .map(
                one ->
                    new MessageHistory(
                        one.key(), one.userId(), one.messageId(), Optional.of("g"), one.events()))
            .toList();
    return new History(grouped, history.start(), List.of(), List.of(), 0, 0);
  }

  @Test
  @DisplayName("Messages that ran after one before them was dead-lettered have lost their order")
  void broken() {
    History history =
        inOneGroup(M2_IS_DEAD_LETTERED, run("m3", "r3", 60_090), run("m4", "r4", 61_000));
    assertThat(GroupOrder.broken(history))
        .containsExactly(
            new GroupWentOn("g", "m2", Duration.ofMillis(59_990), List.of("m3", "m4")));
    assertThat(GroupOrder.broken(history).get(0).sentence())
        .isEqualTo(
            "Group g: m2 blocked it for 60.0 s until it was dead-lettered; then m3, m4 ran without it, so the order of the group is broken.");
  }

  @Test
  @DisplayName("A message that ran before the last failure was no message behind")
  void sameBatch() {
    assertThat(GroupOrder.broken(inOneGroup(M2_IS_DEAD_LETTERED, run("m3", "r3", 200)))).isEmpty();
  }

  @Test
  @DisplayName("Messages of other groups are not concerned, nor is a group without failures")
  void others() {
    assertThat(GroupOrder.broken(fold(all(M2_IS_DEAD_LETTERED, run("m3", "r3", 60_090)))))
        .isEmpty();
    assertThat(GroupOrder.broken(inOneGroup(run("m3", "r3", 20), run("m4", "r4", 40)))).isEmpty();
  }
}
