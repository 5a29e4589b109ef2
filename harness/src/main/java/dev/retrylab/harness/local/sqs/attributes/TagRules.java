package dev.retrylab.harness.local.sqs.attributes;

import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tags a queue may have: at most 50, keys of 1..128 characters, values of at most 256.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html">
 *     Amazon SQS standard queue quotas</a>
 */
public final class TagRules {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private TagRules() {}

  /** Adds or changes tags: all of them, or none where one is refused. */
  public static void merge(Map<String, String> tags, Map<String, String> more, QueueName queue) {
    if (!more.isEmpty()) {
      checkKeys(more.keySet());
    }
    if (more.values().stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
      throw SqsErrors.invalidParameter(
          "Tag values must be between 0 and " + LONGEST_VALUE + " characters in length.");
    }
    Map<String, String> merged = new TreeMap<>(tags);
    merged.putAll(more);
    if (merged.size() > MOST) {
      throw SqsErrors.invalidParameter("Too many tags added for queue " + queue.value() + ".");
    }
    tags.putAll(more);
  }

  /** Refuses keys of a wrong length, and no key at all. */
  public static void checkKeys(Collection<String> keys) {
    if (keys.isEmpty() || keys.stream().anyMatch(TagRules::isBadKey)) {
      throw SqsErrors.invalidParameter(
          "Tag keys must be between 1 and " + LONGEST_KEY + " characters in length.");
    }
  }

  private static boolean isBadKey(String key) {
    return key.isEmpty() || key.length() > LONGEST_KEY;
  }
}
