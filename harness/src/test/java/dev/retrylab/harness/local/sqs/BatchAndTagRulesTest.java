package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SendOutcome;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchAndTagRulesTest {
  private final SteppedSqs sqs = new SteppedSqs();

  @Test
  void a_batch_for_a_FIFO_queue_is_refused_whole_where_a_message_has_no_group() {
    Queue q = sqs.fifo("q");
    List<SendRequest> batch = List.of(request(q, "g-1"), SendRequest.of("no group"));
    assertThat(refusal(() -> q.sendBatch(batch)))
        .contains(
            "InvalidParameterValue 400: The request must contain the parameter MessageGroupId.");
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(q.counters().sent()).isZero();
  }

  @Test
  void and_where_a_message_has_no_deduplication_id_that_the_queue_needs() {
    Queue q = sqs.fifo("q", "ContentBasedDeduplication", "false");
    SendRequest with = request(q, "g-1").withDeduplicationId(new DeduplicationId("1"));
    assertThat(refusal(() -> q.sendBatch(List.of(with, request(q, "g-2")))))
        .contains(
            "InvalidParameterValue 400: The queue should either have ContentBasedDeduplication"
                + " enabled or MessageDeduplicationId provided explicitly");
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(refusal(() -> q.sendBatch(List.of(with)))).isEmpty();
  }

  @Test
  void what_else_is_wrong_with_a_message_fails_it_alone() {
    Queue q = sqs.fifo("q");
    SendRequest delayed = request(q, "g-2").withDelay(Duration.ofSeconds(1));
    List<SendOutcome> outcomes = q.sendBatch(List.of(request(q, "g-1"), delayed));
    assertThat(outcomes.get(0)).isInstanceOf(SendOutcome.Sent.class);
    assertThat(outcomes.get(1)).isInstanceOf(SendOutcome.Refused.class);
    assertThat(q.counts().visible()).isEqualTo(1);
  }

  @Test
  void a_queue_has_at_most_50_tags_and_a_refused_call_adds_none() {
    Queue q = sqs.standard("q");
    q.tag(tags(0, 50));
    assertThat(refusal(() -> q.tag(tags(50, 51))))
        .contains("InvalidParameterValue 400: Too many tags added for queue q.");
    assertThat(refusal(() -> q.tag(Map.of("k7", "changed")))).isEmpty();
    assertThat(q.tags()).hasSize(50).containsEntry("k7", "changed").doesNotContainKey("k50");
    assertThat(refusal(() -> sqs.engine.createQueue(new QueueName("r"), Map.of(), tags(0, 51))))
        .isPresent();
    assertThat(sqs.engine.find(new QueueName("r"))).isEmpty();
  }

  private static Map<String, String> tags(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
  }

  @Test
  void a_tag_has_a_key_of_1_to_128_characters_and_a_value_of_at_most_256() {
    Queue q = sqs.standard("q");
    String keys =
        "InvalidParameterValue 400: Tag keys must be between 1 and 128 characters in length.";
    assertThat(refusal(() -> q.tag(Map.of("k".repeat(128), "v".repeat(256))))).isEmpty();
    assertThat(refusal(() -> q.tag(Map.of("k".repeat(129), "v")))).contains(keys);
    assertThat(refusal(() -> q.tag(Map.of("", "v")))).contains(keys);
    assertThat(refusal(() -> q.tag(Map.of("k", "v".repeat(257))))).isPresent();
    assertThat(refusal(() -> q.untag(Set.of()))).contains(keys);
    q.tag(Map.of("a", "", "b", "2"));
    q.untag(Set.of("b", "unknown", "k".repeat(128)));
    assertThat(q.tags()).isEqualTo(Map.of("a", ""));
  }
}
