package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A behaviour")
final class BehaviourTest {
  private final FakeDeadLetterQueue deadLetterQueue = new FakeDeadLetterQueue();
  private final FakeProcess process = new FakeProcess();

  @ParameterizedTest
  @CsvSource({"1, Forward[]", "2, Throw[]", "3, Succeed[]", "22, Succeed[]"})
  void follows_from_the_user_id(String userId, String behaviour) {
    assertThat(Behaviour.of(MessageBody.read("{\"user_id\":\"" + userId + "\"}")))
        .hasToString(behaviour);
  }

  @ParameterizedTest
  @CsvSource({
    "succeed, Succeed[]",
    "throw, Throw[]",
    "forward, Forward[]",
    "fail-times 1, FailTimes[times=1]",
    "fail-times 1000, FailTimes[times=1000]",
    "fail-sent-before 1000, FailSentBefore[mended=1970-01-01T00:00:01Z]",
    "hang, Hang[]",
    "crash, Crash[]"
  })
  void is_what_the_body_asks_for_whoever_the_user_is(String words, String behaviour) {
    assertThat(Behaviour.of(MessageBody.read(asking(words)))).hasToString(behaviour);
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
    assertThatThrownBy(() -> act(1, asking(words)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown behaviour \""
                + words
                + "\": use succeed, throw, forward, fail-times N (N from 1 to 1000),"
                + " fail-sent-before T (T in epoch milliseconds), hang, crash,"
                + " answer-empty-id, answer-null-id, answer-unknown-id, answer-misspelt-key or"
                + " answer-empty-object");
  }

  @Test
  void throw_fails_on_every_receive_and_says_which() {
    assertThatThrownBy(() -> act(2, "{\"user_id\":\"2\",\"key\":\"m2\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("user_id 2 always fails (message m2, receive 2)");
  }

  @Test
  void of_a_message_without_key_names_the_message_id() {
    assertThatThrownBy(() -> act(1, "{\"user_id\":\"2\"}"))
        .hasMessage("user_id 2 always fails (message id-1, receive 1)");
  }

  @Test
  void forward_sends_the_very_body_in_the_group_of_the_record_and_succeeds() {
    String body = "{\"user_id\": \"1\",  \"key\":\"m1\"}";
    assertThat(
            act(
                Messages.message(
                    "id-1",
                    body,
                    Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "orders"))))
        .isEqualTo(
            Outcome.forwarded(
                new IllegalStateException(
                    "user_id 1 is for the dead-letter queue (message m1, receive 1)"),
                "copy-1"));
    assertThat(deadLetterQueue.sent).containsExactly("orders: " + body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada Lovelace", "Müller", "a\\nb", "\\\"quoted\\\""})
  void forward_takes_no_user_for_a_message_group(String user) {
    String body = "{\"user_id\":\"%s\",\"behaviour\":\"forward\"}".formatted(user);
    assertThat(act(1, body).word()).isEqualTo("forwarded");
    assertThat(deadLetterQueue.sent).containsExactly("id-1: " + body);
  }

  @Test
  void fail_times_2_fails_twice_then_succeeds() {
    String body = "{\"user_id\":\"7\",\"key\":\"m7\",\"behaviour\":\"fail-times 2\"}";
    assertThatThrownBy(() -> act(1, body))
        .hasMessage("user_id 7 fails the first 2 times (message m7, receive 1)");
    assertThatThrownBy(() -> act(2, body))
        .hasMessage("user_id 7 fails the first 2 times (message m7, receive 2)");
    assertThat(act(3, body)).isEqualTo(Outcome.succeeded());
  }

  @Test
  void fail_sent_before_goes_by_the_time_at_which_the_queue_took_the_message() {
    long sent = 1764000000000L;
    assertThatThrownBy(() -> act(1, asking("fail-sent-before " + (sent + 1))))
        .hasMessageStartingWith("user_id 2 fails what was sent before ");
    assertThat(act(5, asking("fail-sent-before " + sent))).isEqualTo(Outcome.succeeded());
  }

  @Test
  void hang_sleeps_past_the_function_timeout() {
    assertThatThrownBy(() -> act(1, asking("hang"))).isInstanceOf(FakeProcess.Killed.class);
    assertThat(process.asked).containsExactly("sleep PT1M5S");
  }

  @Test
  void crash_halts_the_process() {
    assertThatThrownBy(() -> act(1, asking("crash"))).isInstanceOf(FakeProcess.Killed.class);
    assertThat(process.asked).containsExactly("halt");
  }

  private Outcome act(int receiveCount, String body) {
    return act(Messages.received(receiveCount, body));
  }

  private Outcome act(JsonObject record) {
    Receipt receipt = Messages.receipt(record, "request-1");
    return Behaviour.of(receipt.body())
        .act(new Attempt(receipt, Duration.ofSeconds(5), false, deadLetterQueue, process));
  }

  private static String asking(String behaviour) {
    return "{\"user_id\":\"2\",\"behaviour\":\"" + behaviour + "\"}";
  }
}
