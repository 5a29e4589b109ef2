package dev.retrylab.harness.local.sqs.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a sender gives. Checked by the queue it is sent to.
 *
 * @param delay 0..15 minutes in whole seconds; the queue's own where empty
 */
public record SendRequest(
    String body,
    Map<String, MessageAttribute> attributes,
    Optional<String> traceHeader,
    Optional<MessageGroupId> group,
    Optional<DeduplicationId> deduplicationId,
    Optional<Duration> delay) {

  public SendRequest {
    attributes = Map.copyOf(attributes);
  }

  /** A bare body, as a standard queue takes it. */
  public static SendRequest of(String body) {
    return new SendRequest(
        body, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A body for a FIFO queue with content-based deduplication. */
  public static SendRequest of(String body, MessageGroupId group) {
    return new SendRequest(
        body, Map.of(), Optional.empty(), Optional.of(group), Optional.empty(), Optional.empty());
  }

  public SendRequest withDeduplicationId(DeduplicationId id) {
    return new SendRequest(body, attributes, traceHeader, group, Optional.of(id), delay);
  }

  public SendRequest withDelay(Duration value) {
    return new SendRequest(
        body, attributes, traceHeader, group, deduplicationId, Optional.of(value));
  }

  public SendRequest withAttributes(Map<String, MessageAttribute> values) {
    return new SendRequest(body, values, traceHeader, group, deduplicationId, delay);
  }

  public SendRequest withTraceHeader(String value) {
    return new SendRequest(body, attributes, Optional.of(value), group, deduplicationId, delay);
  }
}
