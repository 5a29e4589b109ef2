package dev.retrylab.harness.store;

import dev.retrylab.harness.timeline.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A line of history.ndjson: an event of a message. Nothing reads it back: a run is judged by the
 * evidence from which its history follows.
 *
 * @param offsetSeconds since the source queue took the message
 */
public record HistoryLine(
    String key,
    String messageId,
    String type,
    Instant at,
    double offsetSeconds,
    OptionalInt receiveCount,
    Optional<String> requestId,
    Optional<String> detail) {

  public static HistoryLine of(Event event) {
    return new HistoryLine(
        event.key(),
        event.messageId(),
        event.type().word(),
        event.at(),
        event.sinceSent().toMillis() / 1000.0,
        event.receiveCount(),
        event.requestId(),
        event.detail());
  }
}
