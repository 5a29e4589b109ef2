package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.redrive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The policy by which a dead-letter queue allows redrives")
class RedriveAllowPolicyTest {
  private static final String DENY = "{\"redrivePermission\":\"denyAll\"}";
  private static final String ALLOW = "{\"redrivePermission\":\"allowAll\"}";
  private static final String REFUSED =
      "The redrive allow policy of the dead-letter queue does not allow this source queue.";

  private final SteppedSqs sqs = new SteppedSqs();

  private static String byQueue(String... names) {
    return IntStream.range(0, names.length)
        .mapToObj(i -> "\"" + new QueueName(names[i]).arn() + "\"")
        .collect(
            Collectors.joining(
                ",", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[", "]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "badjson",
        " ",
        "[]",
        "444",
        "null",
        "{}",
        "{\"redrivePermission\":\"dummy\"}",
        "{\"redrivePermission\":\"DENYALL\"}",
        "{\"redrivePermission\":1}",
        "{\"redrivePermission\":\"allowAll\",\"dummy\":\"value\"}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":\"arn:aws:sqs:us-east-1:000000000000:q\"}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[{\"dummy\":\"value\"}]}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"q\"]}"
      })
  void what_is_no_such_policy_is_refused(String policy) {
    String refused =
        "InvalidParameterValue 400: Value "
            + policy
            + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the"
            + " redrive allow policy, as it\u2019s in an unsupported format.";
    assertThat(refusal(() -> sqs.standard("q", "RedriveAllowPolicy", policy))).contains(refused);
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.setAttributes(map("RedriveAllowPolicy", policy)))).contains(refused);
    assertThat(q.attributes().asMap()).doesNotContainKey("RedriveAllowPolicy");
  }

  @Test
  void source_queues_go_with_the_permission_by_queue_and_there_are_1_to_10() {
    String ten = byQueue("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(sqs.standard("q", "RedriveAllowPolicy", ten).attributes().asMap())
        .containsEntry("RedriveAllowPolicy", ten);
    assertThat(why(ten.replace("[", "[\"" + new QueueName("k").arn() + "\",")))
        .endsWith("The maximum number of source queue ARNs you can specify is 10.");
    String none =
        "When you specify the byQueue permission type, you must also specify one or more"
            + " sourceQueueArns values.";
    assertThat(why("{\"redrivePermission\":\"byQueue\"}")).endsWith(none);
    assertThat(why(byQueue())).endsWith(none);
    String other =
        "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.";
    assertThat(why(byQueue("a").replace("byQueue", "allowAll"))).endsWith(other);
    assertThat(why(byQueue("a").replace("byQueue", "denyAll"))).endsWith(other);
  }

  private String why(String policy) {
    return SteppedSqs.refusal(() -> sqs.standard("refused", "RedriveAllowPolicy", policy))
        .orElseThrow();
  }

  @Test
  void a_queue_that_allows_all_or_says_nothing_is_anybodys_dead_letter_queue() {
    Queue silent = sqs.standard("silent");
    Queue open = sqs.standard("open", "RedriveAllowPolicy", ALLOW);
    assertThat(refusal(() -> sqs.standard("a", redrive(silent, 1)))).isEmpty();
    assertThat(refusal(() -> sqs.standard("b", redrive(open, 1)))).isEmpty();
  }

  @Test
  void no_queue_may_name_a_dead_letter_queue_that_denies_all() {
    Queue dlq = sqs.standard("dlq", "RedriveAllowPolicy", DENY);
    String[] policy = redrive(dlq, 1);
    assertThat(refusal(() -> sqs.standard("q", policy)))
        .contains(
            "InvalidParameterValue 400: Value "
                + policy[1]
                + " for parameter RedrivePolicy is invalid. Reason: "
                + REFUSED);
    assertThat(sqs.engine.find(new QueueName("q"))).as("nothing was created").isEmpty();
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.setAttributes(map(policy))).orElseThrow()).endsWith(REFUSED);
    assertThat(q.attributes().redrivePolicy()).isEmpty();
    dlq.setAttributes(map("RedriveAllowPolicy", ""));
    assertThat(refusal(() -> q.setAttributes(map(policy)))).isEmpty();
  }

  @Test
  void by_queue_only_those_that_are_named_may() {
    Queue dlq = sqs.fifo("dlq", "RedriveAllowPolicy", byQueue("a.fifo", "b.fifo"));
    assertThat(refusal(() -> sqs.fifo("a", redrive(dlq, 1)))).isEmpty();
    assertThat(refusal(() -> sqs.fifo("c", redrive(dlq, 1))).orElseThrow()).endsWith(REFUSED);
    Queue b = sqs.fifo("b");
    assertThat(refusal(() -> b.setAttributes(map(redrive(dlq, 1))))).isEmpty();
  }

  @Test
  void for_a_queue_that_names_itself_what_is_set_with_it_counts() {
    Queue q = sqs.standard("q", "RedriveAllowPolicy", DENY);
    assertThat(refusal(() -> q.setAttributes(map(redrive(q, 1))))).isPresent();
    assertThat(refusal(() -> q.setAttributes(map(redrive(q, 1, "RedriveAllowPolicy", ALLOW)))))
        .isEmpty();
    assertThat(refusal(() -> q.setAttributes(map(redrive(q, 1, "RedriveAllowPolicy", DENY)))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "a message whose dead-letter queue has come to deny it stays, and moves when allowed")
  void deniedLater(boolean fifo) {
    Queue dlq = fifo ? sqs.fifo("dlq") : sqs.standard("dlq");
    String[] attributes = redrive(dlq, 2, "VisibilityTimeout", "1");
    Queue q = fifo ? sqs.fifo("q", attributes) : sqs.standard("q", attributes);
    send(q, "g-x");
    dlq.setAttributes(map("RedriveAllowPolicy", DENY));
    for (int receive = 1; receive <= 4; receive++) {
      assertThat(receiveOne(q).receiveCount()).isEqualTo(receive);
      sqs.pass(1);
    }
    assertThat(dlq.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(q.counts()).isEqualTo(new MessageCounts(1, 0, 0));

    dlq.setAttributes(map("RedriveAllowPolicy", byQueue(q.name().value())));
    assertThat(receive(q, 1)).isEmpty();
    assertThat(bodies(receive(dlq, 1))).containsExactly("g-x");
    assertThat(q.counters().deadLettered()).isEqualTo(1);
  }
}
