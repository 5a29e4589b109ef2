package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The consumer's settings")
final class ConsumerSettingsTest {

  @Test
  void come_from_the_environment() {
    assertThat(ConsumerSettings.from(Map.of("DLQ_URL", "u", "REPORT_BATCH_ITEM_FAILURES", "true")))
        .isEqualTo(new ConsumerSettings("u", true));
    assertThat(ConsumerSettings.from(Map.of("DLQ_URL", "u")))
        .isEqualTo(new ConsumerSettings("u", false));
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
  void are_read_at_init_so_that_a_missing_queue_stops_the_function_before_its_first_message() {
    assertThatThrownBy(ConsumerHandler::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DLQ_URL");
  }
}
