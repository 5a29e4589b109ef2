package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of one invocation, while they are gathered and afterwards. Guarded by its poller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching">
 *     Batching behavior: a batch ends at its window, at its size, or at 6 MB of payload</a>
 */
final class Batch {
  /** Bytes of the event that the function gets. */
  private static final long LARGEST_PAYLOAD = 6 * 1024 * 1024;

  private final String queueArn;
  private final List<ReceivedMessage> messages = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();

  /** What the event has by now; no separator stands before its first record. */
  private long payload = (long) SqsEventJson.FRAME - SqsEventJson.SEPARATOR;

  private Optional<Instant> firstReceived = Optional.empty();
  private Optional<Instant> end = Optional.empty();

  /** An empty one of a queue. */
  Batch(String queueArn) {
    this.queueArn = queueArn;
  }

  /**
   * Adds what was received; the first messages that it gets begin its window.
   *
   * @return what has no room left in it, by its payload; the batch is full then
   */
  List<ReceivedMessage> add(List<ReceivedMessage> received, Instant now, Duration window) {
    if (end.isEmpty() && !received.isEmpty()) {
      firstReceived = Optional.of(now);
      end = Optional.of(now.plus(window));
    }
    for (int i = 0; i < received.size(); i++) {
      byte[] record = SqsEventJson.record(received.get(i), queueArn);
      if (!messages.isEmpty()
          && payload + SqsEventJson.SEPARATOR + record.length > LARGEST_PAYLOAD) {
        return received.subList(i, received.size());
      }
      payload += SqsEventJson.SEPARATOR + record.length;
      messages.add(received.get(i));
      records.add(record);
    }
    return List.of();
  }

  int size() {
    return messages.size();
  }

  List<ReceivedMessage> messages() {
    return messages;
  }

  /** When its window ends; empty as long as it has no message. */
  Optional<Instant> end() {
    return end;
  }

  /** When its first message was received; it must have one. */
  Instant firstReceived() {
    return firstReceived.orElseThrow();
  }

  /** The event that the function gets. */
  byte[] event() {
    return SqsEventJson.event(records);
  }
}
