package dev.retrylab.harness.local.sqs.attributes;

import static dev.retrylab.harness.local.sqs.attributes.QueueAttributeRules.CONTENT_BASED;
import static dev.retrylab.harness.local.sqs.attributes.QueueAttributeRules.FIFO;
import static dev.retrylab.harness.local.sqs.attributes.QueueAttributeRules.SCOPE;
import static dev.retrylab.harness.local.sqs.attributes.QueueAttributeRules.THROUGHPUT;

import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be set on a queue: the texts as given, and what the engine reads from them. */
public final class QueueAttributes {
  private final Map<String, String> values;
  private final Duration visibilityTimeout;
  private final Duration delay;
  private final Duration retention;
  private final Duration receiveWait;
  private final int maximumMessageSize;
  private final Optional<RedrivePolicy> redrivePolicy;
  private final Optional<RedriveAllowPolicy> redriveAllowPolicy;

  private QueueAttributes(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
    this.visibilityTimeout = seconds(NumericAttribute.VISIBILITY_TIMEOUT);
    this.delay = seconds(NumericAttribute.DELAY);
    this.retention = seconds(NumericAttribute.RETENTION);
    this.receiveWait = seconds(NumericAttribute.RECEIVE_WAIT);
    this.maximumMessageSize = number(NumericAttribute.MAXIMUM_MESSAGE_SIZE);
    this.redrivePolicy =
        Optional.ofNullable(values.get(RedrivePolicy.ATTRIBUTE)).map(RedrivePolicy::parse);
    redrivePolicy.ifPresent(policy -> values.put(RedrivePolicy.ATTRIBUTE, policy.toJson()));
    this.redriveAllowPolicy =
        Optional.ofNullable(values.get(RedriveAllowPolicy.ATTRIBUTE))
            .map(RedriveAllowPolicy::parse);
    redriveAllowPolicy.ifPresent(
        policy -> values.put(RedriveAllowPolicy.ATTRIBUTE, policy.toJson()));
  }

  /** AWS's defaults (fact vis-default-30) with what is given. Refuses bad names and values. */
  public static QueueAttributes of(QueueName name, Map<String, String> given) {
    TreeMap<String, String> values = new TreeMap<>();
    for (NumericAttribute attribute : NumericAttribute.values()) {
      values.put(attribute.key(), attribute.defaultText());
    }
    values.put(Encryption.MANAGED, "true");
    Map<String, String> normalized = QueueAttributeRules.normalized(given);
    checkType(name, normalized);
    if (name.isFifo()) {
      values.put(FIFO, "true");
      values.put(CONTENT_BASED, "false");
      values.put(SCOPE, DeduplicationScope.QUEUE.word());
      values.put(THROUGHPUT, "perQueue");
    }
    return merged(values, normalized, name.isFifo());
  }

  private static void checkType(QueueName name, Map<String, String> given) {
    String fifo = given.getOrDefault(FIFO, "");
    if (given.containsKey(FIFO) && !fifo.equals("true")) {
      throw fifo.equals("false")
          ? SqsErrors.unknownAttribute(FIFO)
          : SqsErrors.invalidAttributeValue(FIFO);
    }
    if (name.isFifo() != fifo.equals("true")) {
      throw SqsErrors.invalidParameter(
          name.isFifo()
              ? "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                  + " length"
              : "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                  + " underscores, must end with .fifo suffix and be 1 to 80 in length.");
    }
  }

  /** With changes; the type of a queue cannot be changed (fact mismatch-fifo-attrs). */
  public QueueAttributes with(Map<String, String> changes) {
    Map<String, String> normalized = QueueAttributeRules.normalized(changes);
    if (normalized.containsKey(FIFO) && !normalized.get(FIFO).equals(values.get(FIFO))) {
      throw isFifo() ? SqsErrors.typeIsFixed(FIFO) : SqsErrors.unknownAttribute(FIFO);
    }
    return merged(new TreeMap<>(values), normalized, isFifo());
  }

  private static QueueAttributes merged(
      Map<String, String> values, Map<String, String> given, boolean fifo) {
    QueueAttributeRules.check(given, fifo);
    given.forEach(
        (key, value) -> {
          // dlq-empty-policy-removes; other texts are emptied in the same way.
          if (value.isEmpty()) {
            values.remove(key);
          } else {
            values.put(key, value);
          }
        });
    Encryption.keepOneKind(values, given);
    QueueAttributeRules.checkThroughput(values);
    return new QueueAttributes(values);
  }

  /** Whether a queue of any type can be given an attribute of that name. */
  public static boolean canBeSet(String name) {
    return QueueAttributeRules.isAttribute(name);
  }

  private int number(NumericAttribute attribute) {
    return attribute.parse(values.get(attribute.key()));
  }

  private Duration seconds(NumericAttribute attribute) {
    return Duration.ofSeconds(number(attribute));
  }

  /** All that is set, by the names of the SQS protocol. */
  public Map<String, String> asMap() {
    return values;
  }

  public boolean isFifo() {
    return values.containsKey(FIFO);
  }

  /** 0..12 h. */
  public Duration visibilityTimeout() {
    return visibilityTimeout;
  }

  /** 0..15 min, for messages that bring none of their own. */
  public Duration delay() {
    return delay;
  }

  /** 60 s..14 d. */
  public Duration retention() {
    return retention;
  }

  /** 0..20 s, for receives that bring none of their own. */
  public Duration receiveWait() {
    return receiveWait;
  }

  /** Bytes of body and attributes, 1 KiB..1 MiB. */
  public int maximumMessageSize() {
    return maximumMessageSize;
  }

  public Optional<RedrivePolicy> redrivePolicy() {
    return redrivePolicy;
  }

  /** Whether a queue may name this one as its dead-letter queue. */
  public boolean allowsRedriveFrom(QueueArn source) {
    return redriveAllowPolicy.map(policy -> policy.allows(source)).orElse(true);
  }

  public boolean contentBasedDeduplication() {
    return "true".equals(values.get(CONTENT_BASED));
  }

  public DeduplicationScope deduplicationScope() {
    return isFifo() ? DeduplicationScope.of(values.get(SCOPE)) : DeduplicationScope.QUEUE;
  }
}
