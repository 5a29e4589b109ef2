package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The consumer's settings")
final class ConsumerSettingsTest {

  @Test
  void come_from_the_environment() {
    assertThat(
            ConsumerSettings.from(
                Map.of(
                    "DLQ_URL",
                    "u",
                    "REPORT_BATCH_ITEM_FAILURES",
                    "true",
                    "PARTIAL_BATCH",
                    "skip-group",
                    "SOURCE_QUEUE_URL",
                    "s")))
        .isEqualTo(new ConsumerSettings("u", Optional.of("s"), true, PartialBatch.SKIP_GROUP));
    assertThat(ConsumerSettings.from(Map.of("DLQ_URL", "u")))
        .isEqualTo(new ConsumerSettings("u", Optional.empty(), false, PartialBatch.STOP_AT_FIRST));
  }

  @Test
  void need_the_dead_letter_queue() {
    assertThatThrownBy(() -> ConsumerSettings.from(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The environment variable DLQ_URL is missing: set it to the URL of the dead-letter"
                + " queue.");
  }

  @Test
  void leave_no_doubt_about_batch_item_failures() {
    assertThatThrownBy(
            () ->
                ConsumerSettings.from(Map.of("DLQ_URL", "u", "REPORT_BATCH_ITEM_FAILURES", "yes")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The environment variable REPORT_BATCH_ITEM_FAILURES is \"yes\": set it to true or"
                + " false.");
  }

  @Test
  void leave_no_doubt_about_partial_batches() {
    assertThatThrownBy(() -> ConsumerSettings.from(Map.of("DLQ_URL", "u", "PARTIAL_BATCH", "some")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The environment variable PARTIAL_BATCH is \"some\": set it to failed-only or"
                + " stop-at-first or skip-group.");
  }

  @Test
  void are_read_at_init_so_that_a_missing_queue_stops_the_function_before_its_first_message() {
    assertThatThrownBy(ConsumerHandler::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DLQ_URL");
  }
}
