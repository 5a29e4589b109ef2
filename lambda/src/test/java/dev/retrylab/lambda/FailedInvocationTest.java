package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Lambda keeps of a failed asynchronous invocation")
class FailedInvocationTest {
  private static final String BODY = "{\"user_id\":\"2\",\"key\":\"m2\"}";
  private static final String EVENT =
      "{\"Records\":[{\"messageId\":\"i\",\"body\":\"{\\\"user_id\\\":\\\"2\\\",\\\"key\\\":\\\"m2\\\"}\"}]}";

  @Test
  @DisplayName("holds the message's body in the event, in a function's dead-letter queue")
  void deadLetterQueue() {
    assertThat(FailedInvocation.body(EVENT)).isEqualTo(BODY);
  }

  @Test
  @DisplayName("holds it in the request payload, in an on-failure destination")
  void destination() {
    assertThat(
            FailedInvocation.body(
                """
                {"version":"1.0","requestContext":{"condition":"RetriesExhausted",
                 "approximateInvokeCount":3},"requestPayload":%s,
                 "responseContext":{"statusCode":200}}"""
                    .formatted(EVENT)))
        .isEqualTo(BODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user_id\":\"2\"}",
        "no JSON",
        "[1]",
        "",
        "{\"Records\":[]}",
        "{\"Records\":[{\"body\":\"a\"},{\"body\":\"b\"}]}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"body\":7}]}",
        "{\"requestPayload\":{\"some\":\"event\"}}"
      })
  @DisplayName("is left as it is where it is anything else")
  void anythingElse(String text) {
    assertThat(FailedInvocation.body(text)).isEqualTo(text);
  }
}
