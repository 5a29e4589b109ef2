package dev.retrylab.harness.local.sqs.attributes;

import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Map;

/**
 * Server-side encryption of a queue: by keys of SQS, by a key of KMS, or none; never by two kinds
 * of keys at once. The local engine encrypts nothing; it keeps the attributes as AWS does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
final class Encryption {
  static final String MANAGED = "SqsManagedSseEnabled";
  static final String KEY = "KmsMasterKeyId";
  static final String REUSE = "KmsDataKeyReusePeriodSeconds";

  private static final int SHORTEST_REUSE = 60;
  private static final int LONGEST_REUSE = 86_400;
  private static final String DEFAULT_REUSE = "300";

  private Encryption() {}

  /** Whether a text is a reuse period: 60..86400 seconds. */
  static boolean isReusePeriod(String text) {
    try {
      int seconds = Integer.parseInt(text);
      return seconds >= SHORTEST_REUSE && seconds <= LONGEST_REUSE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * Ends one kind of encryption where the other was asked for.
   *
   * @param values all attributes, those that were asked for included
   * @param given those that were asked for, checked
   */
  static void keepOneKind(Map<String, String> values, Map<String, String> given) {
    boolean key = !given.getOrDefault(KEY, "").isEmpty();
    boolean managed = given.getOrDefault(MANAGED, "").equals("true");
    if (key && managed) {
      throw SqsErrors.invalidAttributeName(
          "You can use one type of server-side encryption (SSE) at one time. You can either enable"
              + " KMS SSE or SQS SSE.");
    }
    if (key) {
      values.put(MANAGED, "false");
      values.putIfAbsent(REUSE, DEFAULT_REUSE);
    } else if (managed || given.containsKey(KEY)) {
      values.remove(KEY);
      values.remove(REUSE);
    }
  }
}
