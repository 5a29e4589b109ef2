package dev.retrylab.harness.local.sqs.attributes;

import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which attributes a queue of which type may have, and what texts they may be. The ranges of
 * numbers are checked by {@link NumericAttribute#parse}, those of policies where these are read.
 */
final class QueueAttributeRules {
  static final String FIFO = "FifoQueue";
  static final String CONTENT_BASED = "ContentBasedDeduplication";
  static final String SCOPE = "DeduplicationScope";
  static final String THROUGHPUT = "FifoThroughputLimit";
  static final String POLICY = "Policy";

  private static final Set<String> BOOLEANS = Set.of(FIFO, CONTENT_BASED, Encryption.MANAGED);
  private static final Set<String> FIFO_ONLY = Set.of(CONTENT_BASED, SCOPE, THROUGHPUT);
  private static final Set<String> OTHERS =
      Set.of(
          FIFO,
          POLICY,
          RedrivePolicy.ATTRIBUTE,
          RedriveAllowPolicy.ATTRIBUTE,
          Encryption.MANAGED,
          Encryption.KEY,
          Encryption.REUSE);

  private QueueAttributeRules() {}

  /** With booleans in small letters: AWS takes them in any. */
  static Map<String, String> normalized(Map<String, String> given) {
    Map<String, String> normalized = new TreeMap<>(given);
    normalized.replaceAll(
        (key, value) -> BOOLEANS.contains(key) ? value.toLowerCase(Locale.ROOT) : value);
    return normalized;
  }

  /** Refuses names and values that a queue of this type does not take, in AWS's words. */
  static void check(Map<String, String> given, boolean fifo) {
    given.forEach(
        (key, value) -> {
          checkKey(key, fifo);
          checkValue(key, value);
        });
  }

  /** Whether a queue of any type can have an attribute of that name. */
  static boolean isAttribute(String name) {
    return NumericAttribute.isNumeric(name) || FIFO_ONLY.contains(name) || OTHERS.contains(name);
  }

  private static void checkKey(String key, boolean fifo) {
    if (FIFO_ONLY.contains(key)) {
      if (!fifo) {
        throw SqsErrors.invalidAttributeName(
            "You can specify the " + key + " only when FifoQueue is set to true.");
      }
    } else if (!isAttribute(key)) {
      throw SqsErrors.unknownAttribute(key);
    }
  }

  private static void checkValue(String key, String value) {
    boolean bad =
        switch (key) {
          case FIFO, CONTENT_BASED, Encryption.MANAGED ->
              !value.equals("true") && !value.equals("false");
          case THROUGHPUT -> !value.equals("perQueue") && !value.equals("perMessageGroupId");
          case Encryption.REUSE -> !Encryption.isReusePeriod(value);
          case POLICY -> !value.isEmpty() && JsonAttribute.object(value).isEmpty();
          default -> NumericAttribute.isNumeric(key) && value.isEmpty();
        };
    if (bad) {
      throw SqsErrors.invalidAttributeValue(key);
    }
    if (key.equals(SCOPE)) {
      DeduplicationScope.of(value);
    }
  }

  /** Refuses a high throughput whose deduplication is not by message group (CreateQueue). */
  static void checkThroughput(Map<String, String> values) {
    if ("perMessageGroupId".equals(values.get(THROUGHPUT))
        && !DeduplicationScope.MESSAGE_GROUP.word().equals(values.get(SCOPE))) {
      throw SqsErrors.invalidParameter(
          "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
              + " messageGroup.");
    }
  }
}
