package dev.retrylab.harness.expect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Worked out by hand: batches of two, and a function timeout of 5 s less half a second. */
@DisplayName("A run may time out before all its records are done")
class RunLengthsTest {
  @Test
  @DisplayName("where the two longest together take 4.5 s or more")
  void together() {
    assertThat(mayTimeOut(3_000, 1_400, 1_000)).containsExactly(false, false, false);
    assertThat(mayTimeOut(3_000, 1_500, 1_400)).containsExactly(true, true, false);
    assertThat(mayTimeOut(3_000, 1_500, 1_500)).containsExactly(true, true, true);
  }

  @Test
  @DisplayName("by itself only where it takes as long")
  void alone() {
    assertThat(mayTimeOut(4_499)).containsExactly(false);
    assertThat(mayTimeOut(4_500)).containsExactly(true);
    assertThat(mayTimeOut(0, 0, 0)).containsExactly(false, false, false);
  }

  @Test
  @DisplayName("with one that surely times out only by the others before that one")
  void besideEndless() {
    assertThat(mayTimeOut(3_000, 1_500, 5_000)).containsExactly(true, true, true);
    assertThat(mayTimeOut(3_000, 1_000, 5_000)).containsExactly(false, false, false);
  }

  private static List<Boolean> mayTimeOut(long... milliseconds) {
    List<MessageSpec> messages = new ArrayList<>();
    for (long work : milliseconds) {
      messages.add(MessageSpec.of("m" + messages.size(), "u").lasting(Duration.ofMillis(work)));
    }
    Scenario scenario =
        new Scenario(
            "s",
            "s",
            QueueSettings.defaults(),
            new MappingSettings(2, Duration.ZERO, false),
            FunctionSettings.defaults(),
            messages,
            List.of());
    return messages.stream().map(RunLengths.in(scenario)::mayTimeOut).toList();
  }
}
