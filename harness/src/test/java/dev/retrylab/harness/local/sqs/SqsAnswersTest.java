package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.JsonClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The members of the answers of SQS")
class SqsAnswersTest {
  private final LocalSqs sqs = new LocalSqs();
  private final JsonClient client = new JsonClient(sqs.endpoint.uri());

  @AfterEach
  void stop() {
    sqs.close();
  }

  private String standard() {
    return client.call("CreateQueue", "{'QueueName':'q'}").get("QueueUrl").asText();
  }

  private String fifo(String contentBased) {
    return client
        .call(
            "CreateQueue",
            "{'QueueName':'f.fifo','Attributes':{'FifoQueue':'True','ContentBasedDeduplication':'%s'}}"
                .formatted(contentBased))
        .get("QueueUrl")
        .asText();
  }

  private static List<String> members(JsonNode answer) {
    List<String> members = new ArrayList<>();
    Iterator<String> names = answer.fieldNames();
    names.forEachRemaining(members::add);
    return members;
  }

  private JsonNode batch(String action, String url, String entries) {
    return client.call(action, "{'QueueUrl':'%s','Entries':[%s]}".formatted(url, entries));
  }

  private String handle(String url) {
    client.call("SendMessage", "{'QueueUrl':'%s','MessageBody':'x'}".formatted(url));
    return client
        .call("ReceiveMessage", "{'QueueUrl':'%s'}".formatted(url))
        .at("/Messages/0/ReceiptHandle")
        .asText();
  }

  @Test
  void where_nothing_is_found_the_list_is_absent() {
    assertThat(client.call("ListQueues", "{}")).isEqualTo(json("{}"));
    String url = standard();
    for (String action :
        List.of("ListQueueTags", "ListDeadLetterSourceQueues", "ReceiveMessage", "PurgeQueue")) {
      assertThat(client.call(action, "{'QueueUrl':'%s'}".formatted(url)))
          .as(action)
          .isEqualTo(json("{}"));
    }
    assertThat(client.call("GetQueueAttributes", "{'QueueUrl':'%s'}".formatted(url)))
        .isEqualTo(json("{}"));
    assertThat(
            client.call(
                "GetQueueAttributes",
                "{'QueueUrl':'%s','AttributeNames':['RedrivePolicy']}".formatted(url)))
        .isEqualTo(json("{}"));
    assertThat(client.call("ListQueues", "{'QueueNamePrefix':'z','MaxResults':5}"))
        .isEqualTo(json("{}"));
    assertThat(
            client.call(
                "ListMessageMoveTasks", "{'SourceArn':'arn:aws:sqs:us-east-1:000000000000:q'}"))
        .isEqualTo(json("{}"));
  }

  @Test
  void a_message_has_neither_attributes_nor_their_digest_where_none_was_asked_for() {
    String url = standard();
    client.call(
        "SendMessage",
        "{'QueueUrl':'%s','MessageBody':'x','MessageAttributes':{'a':{'DataType':'String','StringValue':'1'}}}"
            .formatted(url));
    assertThat(
            members(
                client
                    .call("ReceiveMessage", "{'QueueUrl':'%s'}".formatted(url))
                    .at("/Messages/0")))
        .containsExactlyInAnyOrder("MessageId", "ReceiptHandle", "MD5OfBody", "Body");
  }

  @Test
  void a_batch_has_the_members_Successful_and_Failed_only_where_there_is_something() {
    String url = standard();
    assertThat(members(batch("SendMessageBatch", url, "{'Id':'a','MessageBody':'x'}")))
        .containsExactly("Successful");
    assertThat(members(batch("SendMessageBatch", url, "{'Id':'a','MessageBody':'\\u0001'}")))
        .containsExactly("Failed");
    String good = "{'Id':'a','VisibilityTimeout':5,'ReceiptHandle':'" + handle(url) + "'}";
    String bad = "{'Id':'b','VisibilityTimeout':5,'ReceiptHandle':'garbage'}";
    for (String action : List.of("ChangeMessageVisibilityBatch", "DeleteMessageBatch")) {
      assertThat(members(batch(action, url, bad))).as(action).containsExactly("Failed");
      assertThat(members(batch(action, url, bad + "," + good)))
          .as(action)
          .containsExactlyInAnyOrder("Successful", "Failed");
      assertThat(batch(action, url, good)).isEqualTo(json("{'Successful':[{'Id':'a'}]}"));
    }
  }

  @Test
  void each_entry_of_a_delete_fails_for_its_own_reason() {
    String url = standard();
    String good = handle(url);
    JsonNode answer =
        batch(
            "DeleteMessageBatch",
            url,
            "{'Id':'garbage','ReceiptHandle':'garbage'},{'Id':'none'},{'Id':'empty','ReceiptHandle':''},"
                + "{'Id':'good','ReceiptHandle':'%1$s'},{'Id':'gone','ReceiptHandle':'%1$s'}"
                    .formatted(good));
    assertThat(answer.get("Successful")).isEqualTo(json("[{'Id':'good'},{'Id':'gone'}]"));
    assertThat(answer.get("Failed"))
        .extracting(e -> e.get("Id").asText() + " " + e.get("Code").asText())
        .containsExactly(
            "garbage ReceiptHandleIsInvalid", "none MissingParameter", "empty MissingParameter");
    assertThat(answer.at("/Failed/0/Message").asText())
        .isEqualTo("The input receipt handle \"garbage\" is not a valid receipt handle.");
    assertThat(answer.at("/Failed/0/SenderFault").asBoolean()).isTrue();
  }

  @Test
  void each_entry_of_a_visibility_change_fails_for_its_own_reason() {
    String url = standard();
    String handle = handle(url);
    JsonNode answer =
        batch(
            "ChangeMessageVisibilityBatch",
            url,
            "{'Id':'long','ReceiptHandle':'%1$s','VisibilityTimeout':43201},{'Id':'none','ReceiptHandle':'%1$s'},{'Id':'good','ReceiptHandle':'%1$s','VisibilityTimeout':7},{'Id':'bad','ReceiptHandle':'x','VisibilityTimeout':7}"
                .formatted(handle));
    assertThat(answer.get("Successful")).isEqualTo(json("[{'Id':'good'}]"));
    assertThat(answer.get("Failed"))
        .extracting(e -> e.get("Id").asText() + " " + e.get("Code").asText())
        .containsExactly(
            "long InvalidParameterValue", "none MissingParameter", "bad ReceiptHandleIsInvalid");
  }

  @ParameterizedTest
  @CsvSource({
    "SendMessageBatch,AWS.SimpleQueueService.InvalidBatchEntryId;Sender",
    "DeleteMessageBatch,AWS.SimpleQueueService.InvalidBatchEntryId;Sender",
    "ChangeMessageVisibilityBatch,AWS.SimpleQueueService.InvalidBatchEntryId;Sender"
  })
  void a_bad_id_refuses_the_batch(String action, String code) {
    String url = standard();
    for (String id : List.of("", " ", "a b", "ä", "a".repeat(81))) {
      JsonNode error =
          batch(
              action,
              url,
              "{'Id':'ok','MessageBody':'x','ReceiptHandle':'h','VisibilityTimeout':1},{'Id':'%s'}"
                  .formatted(id));
      assertThat(error.get("code").asText()).as("id \"" + id + "\"").isEqualTo(code);
      assertThat(error.get("status").asInt()).isEqualTo(400);
    }
    assertThat(sqs.engine.byUrl(url).counts().visible()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"})
  void a_batch_has_1_to_10_entries_with_ids_of_their_own(String action) {
    String url = standard();
    JsonNode none = batch(action, url, "");
    assertThat(none.get("code").asText())
        .isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest;Sender");
    assertThat(none.get("message").asText())
        .isEqualTo("There should be at least one " + action + "RequestEntry in the request.");
    assertThat(batch(action, url, "{'Id':'a'},{'Id':'b'},{'Id':'a'}").get("code").asText())
        .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct;Sender");
    String eleven =
        IntStream.range(0, 11).mapToObj(i -> "{'Id':'" + i + "'}").collect(Collectors.joining(","));
    assertThat(batch(action, url, eleven).get("code").asText())
        .isEqualTo("AWS.SimpleQueueService.TooManyEntriesInBatchRequest;Sender");
  }

  @Test
  void a_FIFO_batch_of_which_an_entry_lacks_its_group_stores_nothing() {
    String url = fifo("True");
    JsonNode error =
        batch(
            "SendMessageBatch",
            url,
            "{'Id':'a','MessageBody':'x','MessageGroupId':'g'},{'Id':'b','MessageBody':'y'}");
    assertThat(error.get("code").asText()).isEqualTo("InvalidParameterValue;Sender");
    assertThat(error.get("status").asInt()).isEqualTo(400);
    assertThat(sqs.engine.byUrl(url).counts().visible()).isZero();
  }

  @Test
  void a_FIFO_batch_of_which_an_entry_lacks_its_deduplication_id_stores_nothing() {
    String url = fifo("False");
    JsonNode error =
        batch(
            "SendMessageBatch",
            url,
            "{'Id':'a','MessageBody':'x','MessageGroupId':'g','MessageDeduplicationId':'1'},"
                + "{'Id':'b','MessageBody':'y','MessageGroupId':'g'}");
    assertThat(error.get("code").asText()).isEqualTo("InvalidParameterValue;Sender");
    assertThat(error.get("status").asInt()).isEqualTo(400);
    assertThat(sqs.engine.byUrl(url).counts().visible()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'*'|General Hello Help.Me",
        "'.*'|General Hello Help.Me",
        "'All'|General Hello Help.Me",
        "'Foo','*'|General Hello Help.Me",
        "'Hel.*'|Hello Help.Me",
        "'Help.*'|Help.Me",
        "'Hello','General'|General Hello",
        "'Hello','Gen.*','Foo'|General Hello",
        "'Foo','Help'|''",
        "'Hel*'|''",
        "'hello'|''",
        "|''"
      },
      quoteCharacter = '"')
  void message_attributes_are_chosen_by_name_by_prefix_or_all(String names, String chosen) {
    String url = standard();
    String value = "{'DataType':'String','StringValue':'v'}";
    client.call(
        "SendMessage",
        "{'QueueUrl':'%1$s','MessageBody':'x','MessageAttributes':{'Help.Me':%2$s,'Hello':%2$s,'General':%2$s}}"
            .formatted(url, value));
    JsonNode message =
        client
            .call(
                "ReceiveMessage",
                "{'QueueUrl':'%s','MessageAttributeNames':[%s]}"
                    .formatted(url, names == null ? "" : names))
            .at("/Messages/0");
    assertThat(String.join(" ", members(message.path("MessageAttributes"))))
        .isEqualTo(chosen.replace("'", ""));
  }

  @Test
  void tags_are_given_at_creation_and_refused_where_there_are_none_to_set() {
    String url =
        client
            .call("CreateQueue", "{'QueueName':'q','tags':{'team':'a','env':''}}")
            .get("QueueUrl")
            .asText();
    assertThat(client.call("ListQueueTags", "{'QueueUrl':'%s'}".formatted(url)))
        .isEqualTo(json("{'Tags':{'env':'','team':'a'}}"));
    JsonNode empty = client.call("TagQueue", "{'QueueUrl':'%s','Tags':{}}".formatted(url));
    assertThat(empty.get("code").asText()).isEqualTo("MissingParameter;Sender");
    assertThat(empty.get("message").asText())
        .isEqualTo("The request must contain the parameter Tags.");
    JsonNode none = client.call("UntagQueue", "{'QueueUrl':'%s','TagKeys':[]}".formatted(url));
    assertThat(none.get("code").asText()).isEqualTo("InvalidParameterValue;Sender");
  }

  @Test
  void a_queue_without_a_name_is_refused() {
    assertThat(client.call("CreateQueue", "{}").get("message").asText())
        .isEqualTo("Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
    JsonNode empty = client.call("CreateQueue", "{'QueueName':''}");
    assertThat(empty.get("code").asText()).isEqualTo("InvalidParameterValue;Sender");
    assertThat(empty.get("message").asText())
        .isEqualTo(
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }

  @Test
  void an_attribute_that_has_two_values_is_refused() {
    String url = standard();
    JsonNode error =
        client.call(
            "SendMessage",
            "{'QueueUrl':'%s','MessageBody':'x','MessageAttributes':{'a':{'DataType':'String','StringValue':'1','BinaryValue':'AAEC'}}}"
                .formatted(url));
    assertThat(error.get("message").asText())
        .isEqualTo("Message (user) attribute 'a' must have a single value.");
  }

  @Test
  void unknown_attribute_names_of_a_queue_are_refused_by_name() {
    String url = standard();
    for (String name : List.of("not-existing", "", "all")) {
      JsonNode error =
          client.call(
              "GetQueueAttributes",
              "{'QueueUrl':'%s','AttributeNames':['QueueArn','%s','VisibilityTimeout']}"
                  .formatted(url, name));
      assertThat(error.get("code").asText()).isEqualTo("InvalidAttributeName;Sender");
      assertThat(error.get("message").asText()).isEqualTo("Unknown Attribute " + name + ".");
    }
  }

  @Test
  void an_attribute_that_the_queue_does_not_have_but_another_may_is_left_out_of_the_answer() {
    String url = standard();
    for (String name :
        List.of(
            "Policy",
            "RedrivePolicy",
            "RedriveAllowPolicy",
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds")) {
      assertThat(
              client.call(
                  "GetQueueAttributes",
                  "{'QueueUrl':'%s','AttributeNames':['%s']}".formatted(url, name)))
          .as(name)
          .isEqualTo(json("{}"));
    }
  }

  @Test
  void queues_are_listed_by_prefix_and_page_by_page() {
    for (String name : List.of("a-1", "a-2", "a-3", "b-1", "A-4")) {
      client.call("CreateQueue", "{'QueueName':'%s'}".formatted(name));
    }
    assertThat(names(client.call("ListQueues", "{'QueueNamePrefix':'a-'}")))
        .containsExactly("a-1", "a-2", "a-3");
    JsonNode first = client.call("ListQueues", "{'QueueNamePrefix':'a-','MaxResults':2}");
    assertThat(names(first)).containsExactly("a-1", "a-2");
    JsonNode second =
        client.call(
            "ListQueues",
            "{'QueueNamePrefix':'a-','MaxResults':2,'NextToken':'%s'}"
                .formatted(first.get("NextToken").asText()));
    assertThat(names(second)).containsExactly("a-3");
    assertThat(members(second)).containsExactly("QueueUrls");
    assertThat(members(client.call("ListQueues", "{}"))).containsExactly("QueueUrls");
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.get("QueueUrls").forEach(url -> names.add(url.asText().replaceAll(".*/", "")));
    return names;
  }
}
