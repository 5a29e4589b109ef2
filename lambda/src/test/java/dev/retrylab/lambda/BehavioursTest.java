package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A behaviour")
final class BehavioursTest {
  private final FakeEnvironment environment = new FakeEnvironment();
  private final FakeContext context = new FakeContext();

  @ParameterizedTest
  @CsvSource({"1, forward", "2, throw", "3, succeed", "22, succeed"})
  void follows_from_the_user_id(String userId, String behaviour) {
    assertThat(MessageBody.read("{\"user_id\":\"" + userId + "\"}").behaviour())
        .isEqualTo(behaviour);
  }

  @Test
  void is_what_the_body_asks_for_whoever_the_user_is() {
    assertThat(outcome(1, asking("succeed"))).isEqualTo("succeeded");
    assertThat(outcome(1, asking("forward"))).isEqualTo("forwarded");
    assertThatThrownBy(() -> handle(1, "{\"user_id\":\"1\",\"key\":\"m\",\"behaviour\":\"throw\"}"))
        .hasMessage("user_id 1 always fails (message m, receive 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explode",
        "",
        "Throw",
        "fail-times",
        "fail-times 0",
        "fail-times 1001",
        "fail-sent-before 9s"
      })
  void that_is_unknown_is_refused_by_name(String words) {
    assertThatThrownBy(() -> handle(1, asking(words)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown behaviour \""
                + words
                + "\": use succeed, throw, forward, fail-times N (N from 1 to 1000),"
                + " fail-sent-before T, fail-between T1 T2 (times in epoch milliseconds),"
                + " fail-rate P% (P from 1 to 99), fail-with-visibility D,"
                + " fail-with-backoff D xF max M (D and M in seconds), hang, crash,"
                + " answer-empty-id, answer-null-id, answer-unknown-id, answer-misspelt-key or"
                + " answer-empty-object");
    assertThat(context.lines.get(1)).contains("\"outcome\":\"failed\"");
  }

  @Test
  void throw_fails_on_every_receive_and_says_which() {
    assertThatThrownBy(() -> handle(2, "{\"user_id\":\"2\",\"key\":\"m2\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("user_id 2 always fails (message m2, receive 2)");
  }

  @Test
  void of_a_message_without_key_names_the_message_id() {
    assertThatThrownBy(() -> handle(1, "{\"user_id\":\"2\"}"))
        .hasMessage("user_id 2 always fails (message id-1, receive 1)");
  }

  @Test
  void forward_sends_the_very_body_in_the_group_of_the_record_and_succeeds() {
    String body = "{\"user_id\": \"1\",  \"key\":\"m1\"}";
    handle(
        Messages.message(
            "id-1", body, Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "orders")));
    assertThat(context.lines.get(1))
        .endsWith(
            "\"outcome\":\"forwarded\",\"error\":\"java.lang.IllegalStateException: user_id 1 is"
                + " for the dead-letter queue (message m1, receive 1)\","
                + "\"forwardedMessageId\":\"copy-1\"}");
    assertThat(environment.forwarded()).containsExactly("orders: " + body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada Lovelace", "Müller", "a\\nb", "\\\"quoted\\\""})
  void forward_takes_no_user_for_a_message_group(String user) {
    String body = "{\"user_id\":\"%s\",\"behaviour\":\"forward\"}".formatted(user);
    assertThat(outcome(1, body)).isEqualTo("forwarded");
    assertThat(environment.forwarded()).containsExactly("id-1: " + body);
  }

  @Test
  void fail_times_2_fails_twice_then_succeeds() {
    String body = "{\"user_id\":\"7\",\"key\":\"m7\",\"behaviour\":\"fail-times 2\"}";
    assertThatThrownBy(() -> handle(1, body))
        .hasMessage("user_id 7 fails the first 2 times (message m7, receive 1)");
    assertThatThrownBy(() -> handle(2, body))
        .hasMessage("user_id 7 fails the first 2 times (message m7, receive 2)");
    assertThat(outcome(3, body)).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void fail_times_takes_1_to_1000(int times) {
    assertThatThrownBy(() -> handle(times, asking("fail-times " + times)))
        .hasMessageStartingWith("user_id 2 fails the first " + times + " time");
    assertThat(outcome(times + 1, asking("fail-times " + times))).isEqualTo("succeeded");
  }

  @Test
  void fail_sent_before_goes_by_the_time_at_which_the_queue_took_the_message() {
    long sent = 1764000000000L;
    assertThatThrownBy(() -> handle(1, asking("fail-sent-before " + (sent + 1))))
        .hasMessageStartingWith("user_id 2 fails what was sent before 2025-11-24T16:00:00.001Z");
    assertThat(outcome(5, asking("fail-sent-before " + sent))).isEqualTo("succeeded");
  }

  @Test
  void works_on_the_record_for_its_duration_first() {
    String body = "{\"user_id\":\"3\",\"duration_ms\":1500}";
    assertThat(outcome(1, body)).isEqualTo("succeeded");
    assertThat(environment.asked).containsExactly("sleep PT1.5S");
  }

  @Test
  void fail_between_goes_by_the_time_at_which_the_function_comes_to_it() {
    long now = environment.instant().toEpochMilli();
    String during = "fail-between %d %d".formatted(now, now + 1);
    assertThatThrownBy(() -> handle(4, asking(during)))
        .hasMessageContaining("fails from 2025-11-24T16:00:00Z to 2025-11-24T16:00:00.001Z");
    assertThat(outcome(4, asking("fail-between %d %d".formatted(now + 1, now + 9))))
        .isEqualTo("succeeded");
    assertThat(outcome(4, asking("fail-between 0 " + now))).isEqualTo("succeeded");
  }

  /** The CRC-32 of m7, a colon and the count, in hundredths, as Python's zlib gives it. */
  @ParameterizedTest
  @CsvSource({"1, 24", "2, 14", "4, 67", "5, 61"})
  void fail_rate_is_drawn_by_key_and_receive_count(int count, int hundredths) {
    String body = "{\"user_id\":\"7\",\"key\":\"m7\",\"behaviour\":\"fail-rate %d%%\"}";
    assertThat(outcome(count, body.formatted(hundredths))).isEqualTo("succeeded");
    assertThatThrownBy(() -> handle(count, body.formatted(hundredths + 1)))
        .hasMessageContaining("fails at " + (hundredths + 1) + "% of receives");
  }

  @ParameterizedTest
  @CsvSource({
    "fail-with-visibility 7, 3, 7",
    "fail-with-backoff 10 x3 max 60, 1, 10",
    "fail-with-backoff 10 x3 max 60, 2, 30",
    "fail-with-backoff 10 x3 max 60, 3, 60",
    "fail-with-backoff 10 x3 max 60, 900, 60"
  })
  void sets_the_visibility_timeout_and_fails(String behaviour, int count, int seconds) {
    environment.with("SOURCE_QUEUE_URL", "https://host/1/source.fifo");
    assertThatThrownBy(() -> handle(count, asking(behaviour)))
        .hasMessageContaining("comes back after " + seconds + " s");
    assertThat(environment.changed).hasSize(1);
    assertThat(environment.changed.get(0).queueUrl()).isEqualTo("https://host/1/source.fifo");
    assertThat(environment.changed.get(0).receiptHandle()).isEqualTo("none");
    assertThat(environment.changed.get(0).visibilityTimeout()).isEqualTo(seconds);
  }

  @Test
  void that_sets_a_visibility_timeout_needs_the_queue() {
    assertThatThrownBy(() -> handle(1, asking("fail-with-visibility 7")))
        .hasMessageStartingWith("The environment variable SOURCE_QUEUE_URL is missing");
  }

  @ParameterizedTest
  @CsvSource({"hang, sleep PT1M5S", "crash, halt"})
  void that_ends_the_process_leaves_no_outcome_line(String behaviour, String asked) {
    assertThatThrownBy(() -> handle(1, asking(behaviour)))
        .isInstanceOf(FakeEnvironment.Killed.class);
    assertThat(environment.asked).containsExactly(asked);
    assertThat(context.lines).hasSize(1).first().asString().contains("\"event\":\"received\"");
  }

  /** The word of the outcome in the journal. */
  private String outcome(int receiveCount, String body) {
    handle(receiveCount, body);
    String line = context.lines.get(context.lines.size() - 1);
    return line.replaceFirst(".*\"outcome\":\"([^\"]+)\".*", "$1");
  }

  private void handle(int receiveCount, String body) {
    handle(
        Messages.message(
            "id-1", body, Map.of("ApproximateReceiveCount", Integer.toString(receiveCount))));
  }

  private void handle(Map<String, Object> record) {
    Messages.handle(new ConsumerHandler(environment), Messages.batch(record), context);
  }

  private static String asking(String behaviour) {
    return "{\"user_id\":\"2\",\"behaviour\":\"" + behaviour + "\"}";
  }
}
