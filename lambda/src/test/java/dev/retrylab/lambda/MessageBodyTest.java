package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message body")
final class MessageBodyTest {

  @Test
  void needs_a_user_id_only() {
    assertThat(MessageBody.read("{\"user_id\":\"1\"}"))
        .isEqualTo(body(null, null, "1", "forward", null));
  }

  @Test
  void may_name_its_run_its_key_and_its_behaviour() {
    assertThat(
            MessageBody.read(
                "{\"user_id\":\"1\",\"run_id\":\"r\",\"key\":\"m1\",\"behaviour\":\"fail-times 2\","
                    + "\"other\":[1]}"))
        .isEqualTo(body("r", "m1", "1", "fail-times 2", null));
  }

  @Test
  void may_say_how_long_to_work_on_it() {
    assertThat(MessageBody.read("{\"user_id\":\"3\",\"duration_ms\":1500}").duration())
        .isEqualTo(Duration.ofMillis(1500));
    assertThat(MessageBody.read("{\"user_id\":\"3\",\"duration_ms\":-1}").duration())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void may_give_the_user_id_as_a_number() {
    assertThat(MessageBody.read("{\"user_id\":2}")).isEqualTo(body(null, null, "2", "throw", null));
  }

  @Test
  void keeps_what_can_be_known_when_the_user_id_is_missing() {
    assertThat(MessageBody.read("{\"run_id\":\"r\",\"key\":\"m1\"}"))
        .isEqualTo(body("r", "m1", null, "succeed", "has no user_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "\"\"", "[\"1\"]", "{}"})
  void has_no_other_kind_of_user_id(String userId) {
    assertThat(MessageBody.read("{\"user_id\":" + userId + "}"))
        .isEqualTo(
            body(
                null,
                null,
                null,
                "succeed",
                "has a user_id that is neither a non-empty string nor a number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"1\"", "1", "null", "true"})
  void is_a_JSON_object(String text) {
    assertThat(MessageBody.read(text))
        .isEqualTo(body(null, null, null, "", "is not a JSON object"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"user_id\":\"1\"", "{'user_id':'1'}", "{} {}"})
  void is_JSON(String text) {
    assertThat(MessageBody.read(text).problem())
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("is not JSON: "));
  }

  private static MessageBody body(
      String runId, String key, String userId, String behaviour, String problem) {
    return new MessageBody(
        Optional.ofNullable(runId),
        Optional.ofNullable(key),
        Optional.ofNullable(userId),
        behaviour,
        Duration.ZERO,
        Optional.ofNullable(problem));
  }

  @Test
  void nested_more_deeply_than_a_stack_is_broken_and_no_end_of_the_process() {
    assertThat(MessageBody.read("{\"user_id\":\"3\",\"a\":" + "[".repeat(100_000)).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("nesting depth"));
    assertThat(MessageBody.read("{\"user_id\":\"3\",\"a\":\"" + "[".repeat(1_000) + "\"}").userId())
        .contains("3");
  }
}
