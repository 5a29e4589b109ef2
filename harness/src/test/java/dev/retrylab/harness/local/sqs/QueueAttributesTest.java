package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAttributesTest {
  private static final String ONE_KIND =
      "InvalidAttributeName 400: You can use one type of server-side encryption (SSE) at one time."
          + " You can either enable KMS SSE or SQS SSE.";

  private final SteppedSqs sqs = new SteppedSqs();

  @ParameterizedTest
  @CsvSource({"true,True,TRUE", "True,tRUE,true", "TRUE,true,True"})
  void booleans_are_taken_in_small_and_large_letters(String fifo, String content, String managed) {
    Queue q =
        create(
            "FifoQueue",
            fifo,
            "ContentBasedDeduplication",
            content,
            "SqsManagedSseEnabled",
            managed);
    assertThat(q.attributes().asMap())
        .containsEntry("FifoQueue", "true")
        .containsEntry("ContentBasedDeduplication", "true")
        .containsEntry("SqsManagedSseEnabled", "true");
    assertThat(refusal(() -> q.send(SendRequest.of("no id", new MessageGroupId("g"))))).isEmpty();
    assertThat(sqs.engine.createQueue(q.name(), map("FifoQueue", "TrUe"), Map.of())).isSameAs(q);
  }

  private Queue create(String... attributes) {
    return sqs.engine.createQueue(new QueueName("q.fifo"), map(attributes), Map.of());
  }

  @Test
  void a_false_in_any_letters_is_false() {
    Queue q = sqs.fifo("q", "ContentBasedDeduplication", "False", "SqsManagedSseEnabled", "FALSE");
    assertThat(q.attributes().asMap())
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("SqsManagedSseEnabled", "false");
    assertThat(refusal(() -> q.send(SendRequest.of("no id", new MessageGroupId("g"))))).isPresent();
    assertThat(refusal(() -> q.setAttributes(map("FifoQueue", "False"))))
        .contains(
            "InvalidAttributeValue 400: Invalid value for the parameter FifoQueue. Reason: Modifying"
                + " queue type is not supported.");
    assertThat(refusal(() -> q.setAttributes(map("FifoQueue", "True")))).isEmpty();
    assertThat(refusal(() -> sqs.standard("s", "FifoQueue", "False")))
        .contains("InvalidAttributeName 400: Unknown Attribute FifoQueue.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled"})
  void what_is_neither_true_nor_false_is_refused(String name) {
    for (String value : new String[] {"yes", "1", "", " true"}) {
      assertThat(refusal(() -> create("FifoQueue", "true", name, value)))
          .contains("InvalidAttributeValue 400: Invalid value for the parameter " + name + ".");
    }
  }

  @Test
  void a_key_of_KMS_ends_the_encryption_by_keys_of_SQS() {
    Queue created = sqs.standard("created", "KmsMasterKeyId", "alias/aws/sqs");
    Queue changed = sqs.standard("changed");
    assertThat(encryption(changed)).isEqualTo(map("SqsManagedSseEnabled", "true"));
    changed.setAttributes(map("KmsMasterKeyId", "alias/aws/sqs"));

    Map<String, String> byKey =
        map(
            "KmsMasterKeyId",
            "alias/aws/sqs",
            "KmsDataKeyReusePeriodSeconds",
            "300",
            "SqsManagedSseEnabled",
            "false");
    assertThat(encryption(created)).isEqualTo(byKey);
    assertThat(encryption(changed)).isEqualTo(byKey);
  }

  @Test
  void encryption_by_keys_of_SQS_ends_that_by_a_key_of_KMS() {
    Queue q = sqs.standard("q", "KmsMasterKeyId", "k", "KmsDataKeyReusePeriodSeconds", "600");
    assertThat(encryption(q)).containsEntry("KmsDataKeyReusePeriodSeconds", "600");
    q.setAttributes(map("SqsManagedSseEnabled", "True"));
    assertThat(encryption(q)).isEqualTo(map("SqsManagedSseEnabled", "true"));
  }

  @Test
  void a_key_that_is_emptied_leaves_no_encryption_unless_the_other_kind_is_asked_for() {
    Queue q = sqs.standard("q", "KmsMasterKeyId", "k");
    q.setAttributes(map("KmsMasterKeyId", ""));
    assertThat(encryption(q)).isEqualTo(map("SqsManagedSseEnabled", "false"));
    Queue other = sqs.standard("other", "KmsMasterKeyId", "k");
    other.setAttributes(map("KmsMasterKeyId", "", "SqsManagedSseEnabled", "true"));
    assertThat(encryption(other)).isEqualTo(map("SqsManagedSseEnabled", "true"));
  }

  @Test
  void both_kinds_of_encryption_at_once_are_refused_and_nothing_is_changed() {
    assertThat(
            refusal(() -> sqs.standard("q", "KmsMasterKeyId", "k", "SqsManagedSseEnabled", "true")))
        .contains(ONE_KIND);
    Queue q = sqs.standard("q");
    assertThat(
            refusal(
                () -> q.setAttributes(map("KmsMasterKeyId", "k", "SqsManagedSseEnabled", "TRUE"))))
        .contains(ONE_KIND);
    assertThat(encryption(q)).isEqualTo(map("SqsManagedSseEnabled", "true"));
    assertThat(
            refusal(
                () -> q.setAttributes(map("KmsMasterKeyId", "k", "SqsManagedSseEnabled", "false"))))
        .isEmpty();
  }

  private static Map<String, String> encryption(Queue queue) {
    Map<String, String> all = new TreeMap<>(queue.attributes().asMap());
    all.keySet().removeIf(name -> !name.startsWith("Kms") && !name.startsWith("SqsManaged"));
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "59,false",
    "60,true",
    "86400,true",
    "86401,false",
    "-233,false",
    "x,false",
    "'',false"
  })
  void the_reuse_period_of_a_key_is_60_to_86400_seconds(String seconds, boolean taken) {
    assertThat(
            refusal(
                    () ->
                        sqs.standard(
                            "q", "KmsMasterKeyId", "k", "KmsDataKeyReusePeriodSeconds", seconds))
                .isEmpty())
        .isEqualTo(taken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"badjson", "[]", "\"text\"", "533", "null", " "})
  void a_policy_that_is_no_JSON_object_is_refused(String policy) {
    assertThat(refusal(() -> sqs.standard("q", "Policy", policy)))
        .contains("InvalidAttributeValue 400: Invalid value for the parameter Policy.");
  }

  @Test
  void a_policy_is_kept_as_it_is_and_an_empty_one_removes_it() {
    Queue q = sqs.standard("q", "Policy", "{ \"Version\": \"2012-10-17\" }");
    assertThat(q.attributes().asMap()).containsEntry("Policy", "{ \"Version\": \"2012-10-17\" }");
    q.setAttributes(map("Policy", ""));
    assertThat(q.attributes().asMap()).doesNotContainKey("Policy");
  }

  @Test
  void high_throughput_requires_deduplication_by_message_group() {
    String refused =
        "InvalidParameterValue 400: The perMessageGroupId value is allowed only when the value for"
            + " DeduplicationScope is messageGroup.";
    assertThat(refusal(() -> sqs.fifo("q", "FifoThroughputLimit", "perMessageGroupId")))
        .contains(refused);
    Queue q =
        sqs.fifo(
            "q", "FifoThroughputLimit", "perMessageGroupId", "DeduplicationScope", "messageGroup");
    assertThat(refusal(() -> q.setAttributes(map("DeduplicationScope", "queue"))))
        .contains(refused);
    q.setAttributes(map("DeduplicationScope", "queue", "FifoThroughputLimit", "perQueue"));
    assertThat(q.attributes().asMap()).containsEntry("FifoThroughputLimit", "perQueue");
  }
}
