package dev.retrylab.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A grid")
class GridTest {
  @Test
  @DisplayName("goes through all combinations, the last key changing fastest")
  void combinations() {
    Grid grid = Grid.parse(List.of("queue.maxReceiveCount=1..2,7", "queue.type=fifo,standard"));
    assertThat(grid.points())
        .extracting(GridPoint::overrides)
        .containsExactly(
            List.of("queue.maxReceiveCount=1", "queue.type=fifo"),
            List.of("queue.maxReceiveCount=1", "queue.type=standard"),
            List.of("queue.maxReceiveCount=2", "queue.type=fifo"),
            List.of("queue.maxReceiveCount=2", "queue.type=standard"),
            List.of("queue.maxReceiveCount=7", "queue.type=fifo"),
            List.of("queue.maxReceiveCount=7", "queue.type=standard"));
  }

  @Test
  @DisplayName("is refused with everything that is wrong with it")
  void refused() {
    assertThatThrownBy(() -> Grid.parse(List.of("a=", "b", "c=1", "c=2", "d=5..1", "e=30s..60s")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessage(
            String.join(
                System.lineSeparator(),
                "a has \"\", but must have values, or a range of whole numbers such as 1..5.",
                "\"b\" is no part of a grid; write key=value,value or key=1..5.",
                "c is in the grid twice; give all its values at once.",
                "d has 5..1, but a range must rise, and by fewer than 1000.",
                "e has \"30s..60s\", but must have values, or a range of whole numbers such as"
                    + " 1..5."));
  }

  @Test
  @DisplayName("has at most 1000 points")
  void tooLarge() {
    assertThat(Grid.parse(List.of("a=1..10", "b=1..100")).points()).hasSize(1000);
    assertThatThrownBy(() -> Grid.parse(List.of("a=1..11", "b=1..100")))
        .hasMessage("The grid has more than 1000 points; give fewer values.");
  }
}
