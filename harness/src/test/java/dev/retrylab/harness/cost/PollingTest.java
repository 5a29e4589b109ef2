package dev.retrylab.harness.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PollingTest {
  private static final Scenario PROVISIONED =
      Scenarios.load("outage", List.of("mapping.provisionedPollers=2..10"));

  @Test
  void each_of_two_mappings_has_five_long_polls_of_20_s_at_a_time() {
    assertThat(Polling.of(Scenarios.load("article"), Duration.ofHours(1)))
        .isEqualTo(new Polling(2 * 5 * 180, 0));
  }

  @Test
  void a_mapping_that_is_disabled_or_not_there_polls_nothing() {
    Scenario disabled = Scenarios.load("article", List.of("mapping.enabled=false"));
    assertThat(Polling.of(disabled, Duration.ofHours(1)).emptyReceives()).isEqualTo(5 * 180);
    Scenario events = Scenarios.load("async-invoke");
    assertThat(Polling.of(events, Duration.ofHours(1)).emptyReceives()).isEqualTo(5 * 180);
  }

  @Test
  void provisioned_pollers_are_billed_by_their_minimum_and_poll_once_each() {
    Polling polling = Polling.of(PROVISIONED, Duration.ofSeconds(80));
    assertThat(polling.emptyReceives()).isEqualTo((2 + 5) * 80 / 20);
    assertThat(polling.eventPollerHours()).isCloseTo(2 * 80 / 3600.0, Offset.offset(1e-12));
  }

  @Test
  void a_provisioned_poller_is_billed_for_a_minute_at_least() {
    assertThat(Polling.of(PROVISIONED, Duration.ofSeconds(20)).eventPollerHours())
        .isCloseTo(2 / 60.0, Offset.offset(1e-12));
  }

  /** The example of SQS on Lambda's page of prices: 8,000 hours are $74. */
  @Test
  void eight_thousand_event_poller_hours_cost_74_dollars() {
    assertThat(new Usage(0, 0, 0, 0, 0, 8_000).dollars()).isCloseTo(74, Offset.offset(1e-9));
  }
}
