package dev.retrylab.harness.store;

import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of sent.ndjson: one before each send and one after it.
 *
 * @param state "sending", "sent" or "refused"; a later version may have others
 * @param at when the call began, or was answered, on the clock of the run
 * @param messageId the id that the queue gave the message; empty but for "sent", like what follows
 */
public record SentLine(
    String state,
    String key,
    Instant at,
    Optional<String> userId,
    Optional<String> messageId,
    Optional<String> group) {

  /** Before a message is sent. */
  public static SentLine sending(String key, Instant at) {
    return new SentLine("sending", key, at, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The queue, or Lambda, did not take the message. */
  public static SentLine refused(String key, Instant at) {
    return new SentLine("refused", key, at, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The queue, or Lambda, took the message. */
  public static SentLine sent(Sent message) {
    return new SentLine(
        "sent",
        message.key(),
        message.at(),
        Optional.of(message.userId()),
        Optional.of(message.messageId()),
        message.group());
  }

  /** The message that was sent, by a line "sent". */
  public Sent message() {
    return new Sent(key, userId.orElse(""), messageId.orElse(""), group, at);
  }
}
