package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.aws.PreflightResult.FullQueue;
import dev.retrylab.harness.scenario.QueueRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the queues' attributes, and checks that the queues are empty, or are to be emptied. */
final class QueueCheck {
  private final SqsClient sqs;
  private final Problems problems;
  private final boolean purge;
  private final List<FullQueue> toPurge = new ArrayList<>();

  /**
   * @param purge whether a queue that holds messages is noted, to be emptied, and no problem
   */
  QueueCheck(SqsClient sqs, Problems problems, boolean purge) {
    this.sqs = sqs;
    this.problems = problems;
    this.purge = purge;
  }

  /** The queues that hold messages and are to be emptied. */
  List<FullQueue> toPurge() {
    return List.copyOf(toPurge);
  }

  /** Of one queue; empty where they cannot be read. */
  Optional<Map<QueueAttributeName, String>> attributes(QueueRole queue, String url) {
    Optional<Map<QueueAttributeName, String>> attributes =
        problems.call(
            "sqs:GetQueueAttributes",
            () ->
                sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes());
    attributes.ifPresent(found -> checkEmpty(queue.phrase(), url, found));
    return attributes;
  }

  /** Somebody else's messages would be counted, or would block a group. */
  private void checkEmpty(String name, String url, Map<QueueAttributeName, String> attributes) {
    long messages =
        count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    if (messages == 0) {
      return;
    }
    FullQueue full = new FullQueue(name, url, messages);
    if (purge) {
      toPurge.add(full);
    } else {
      problems.add(
          "The %s holds %s. Wait until the queue is empty, or give --purge, which empties it."
              .formatted(name, full.content()));
    }
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }
}
