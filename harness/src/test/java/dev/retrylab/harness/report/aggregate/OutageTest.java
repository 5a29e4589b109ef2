package dev.retrylab.harness.report.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {
  private static MessageSpec sent(String key, int second, Behaviour behaviour) {
    return MessageSpec.of(key, "3").sentAfter(Duration.ofSeconds(second)).behaving(behaviour);
  }

  private static Behaviour failing(int from, int to) {
    return new FailBetween(Duration.ofSeconds(from), Duration.ofSeconds(to));
  }

  private static Outage outage(int from, int to) {
    return new Outage(Duration.ofSeconds(from), Duration.ofSeconds(to));
  }

  @Test
  void each_is_told_once_since_the_first_send_and_as_far_as_it_is_after_that() {
    Scenario scenario =
        new Scenario(
            "outage",
            "outage",
            QueueSettings.defaults(),
            new MappingSettings(1, Duration.ZERO, false),
            new FunctionSettings(Duration.ofSeconds(5), 2, Duration.ofHours(6)),
            List.of(
                sent("m1", 10, failing(70, 100)),
                sent("m2", 20, failing(70, 100)),
                sent("m3", 20, failing(5, 30)),
                sent("m4", 20, failing(0, 10)),
                sent("m5", 20, new Behaviour.Throw())),
            List.of());
    assertThat(Outage.of(scenario)).containsExactly(outage(0, 20), outage(60, 90));
  }
}
