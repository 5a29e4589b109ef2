package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

record GetQueueAttributes(Queues queues) implements PromptAction {
  /** Names that may be asked for, though a queue need not have them. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "Policy",
          "RedrivePolicy",
          "RedriveAllowPolicy",
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds");

  @Override
  public ObjectNode answer(Input input) {
    Map<String, String> all = attributes(queues.of(input));
    List<String> wanted = input.textList("AttributeNames");
    if (!wanted.contains("All")) {
      wanted.stream()
          .filter(name -> !all.containsKey(name) && !OPTIONAL.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw SqsErrors.unknownAttribute(name);
              });
      all.keySet().retainAll(wanted);
    }
    ObjectNode answer = Json.object();
    if (!all.isEmpty()) {
      answer.set("Attributes", Json.texts(all));
    }
    return answer;
  }

  private static Map<String, String> attributes(Queue queue) {
    Map<String, String> all = new TreeMap<>(queue.attributes().asMap());
    MessageCounts counts = queue.counts();
    all.put("QueueArn", queue.arn().value());
    all.put("CreatedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
    all.put("LastModifiedTimestamp", String.valueOf(queue.modifiedAt().getEpochSecond()));
    all.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    return all;
  }
}
