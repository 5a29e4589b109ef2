package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "The trace header of a send, as in the X-Ray developer guide, Amazon SQS and AWS X-Ray")
class TraceHeaderTest {
  private static final String HTTP = "X-Amzn-Trace-Id";
  private static final String BY_HTTP = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
  private static final String GIVEN =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  /** Recorded on AWS for {@link #GIVEN}. */
  private static final String DIGEST = "5ae4d5d7636402d80f4eb6d213245a88";

  private static final String ATTRIBUTE =
      ",'MessageSystemAttributes':{'AWSTraceHeader':{'DataType':'String','StringValue':'%s'}}"
          .formatted(GIVEN);

  private final LocalSqs sqs = new LocalSqs();
  private final JsonClient client = new JsonClient(sqs.endpoint.uri());
  private String url = "";

  @BeforeEach
  void create() {
    url = client.call("CreateQueue", "{'QueueName':'q'}").get("QueueUrl").asText();
  }

  @AfterEach
  void stop() {
    sqs.close();
  }

  private JsonNode send(String more, String... headers) {
    return client.call(
        "SendMessage", "{'QueueUrl':'%s','MessageBody':'x'%s}".formatted(url, more), headers);
  }

  private String received() {
    return client
        .call(
            "ReceiveMessage",
            "{'QueueUrl':'%s','MessageSystemAttributeNames':['AWSTraceHeader']}".formatted(url))
        .at("/Messages/0/Attributes/AWSTraceHeader")
        .asText("none");
  }

  @Test
  void that_of_the_HTTP_request_comes_back_as_a_system_attribute_and_has_no_digest() {
    assertThat(send("", HTTP, BY_HTTP).has("MD5OfMessageSystemAttributes")).isFalse();
    assertThat(received()).isEqualTo(BY_HTTP);
  }

  @Test
  void a_system_attribute_overrides_it() {
    assertThat(send(ATTRIBUTE, HTTP, BY_HTTP).get("MD5OfMessageSystemAttributes").asText())
        .isEqualTo(DIGEST);
    assertThat(received()).isEqualTo(GIVEN);
  }

  @Test
  void without_either_there_is_none() {
    send("");
    assertThat(received()).isEqualTo("none");
    send("", HTTP, "");
    assertThat(received()).isEqualTo("none");
  }

  @Test
  void that_of_a_batch_belongs_to_every_message_that_brings_none_of_its_own() {
    JsonNode answer =
        client.call(
            "SendMessageBatch",
            "{'QueueUrl':'%s','Entries':[{'Id':'a','MessageBody':'1'},{'Id':'b','MessageBody':'2'%s},{'Id':'c','MessageBody':'3'}]}"
                .formatted(url, ATTRIBUTE),
            HTTP,
            BY_HTTP);
    assertThat(answer.at("/Successful/0").has("MD5OfMessageSystemAttributes")).isFalse();
    assertThat(answer.at("/Successful/1/MD5OfMessageSystemAttributes").asText()).isEqualTo(DIGEST);
    assertThat(received()).isEqualTo(BY_HTTP);
    assertThat(received()).isEqualTo(GIVEN);
    assertThat(received()).isEqualTo(BY_HTTP);
  }

  @Test
  void it_counts_for_no_size() {
    client.call(
        "SetQueueAttributes",
        "{'QueueUrl':'%s','Attributes':{'MaximumMessageSize':'1024'}}".formatted(url));
    JsonNode sent =
        client.call(
            "SendMessage",
            "{'QueueUrl':'%s','MessageBody':'%s'}".formatted(url, "x".repeat(1024)),
            HTTP,
            BY_HTTP);
    assertThat(sent.has("MessageId")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Hello':{'DataType':'String','StringValue':'World'}",
        "'AWSTraceHeader':{'DataType':'String','StringValue':''}",
        "'AWSTraceHeader':{'DataType':'Binary','BinaryValue':'AAEC'}",
        "'AWSTraceHeader':{'DataType':'Number','StringValue':'1'}"
      })
  void another_system_attribute_or_another_type_is_refused(String attribute) {
    JsonNode error = send(",'MessageSystemAttributes':{%s}".formatted(attribute));
    assertThat(error.path("code").asText()).isEqualTo("InvalidParameterValue;Sender");
    assertThat(received()).isEqualTo("none");
  }
}
