package dev.retrylab.harness.timeline;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a run.
 *
 * @param messages in the order in which they were sent
 * @param start when the first message was sent; {@link Instant#EPOCH} where none was
 * @param unjournalled invocations that ended without a single journal line, as after a crash while
 *     the function was being initialised
 * @param strays records that belong to no message of this run
 */
public record History(
    List<MessageHistory> messages,
    Instant start,
    List<Observation.InvocationEnded> unjournalled,
    List<Observation.JournalReceived> strays) {

  public History {
    messages = List.copyOf(messages);
    unjournalled = List.copyOf(unjournalled);
    strays = List.copyOf(strays);
  }

  /** The messages by their keys in the scenario. */
  public Map<String, MessageHistory> byKey() {
    return messages.stream().collect(toMap(MessageHistory::key, same -> same, (a, b) -> a));
  }

  /** The history of the message with this key in the scenario. */
  public Optional<MessageHistory> message(String key) {
    return messages.stream().filter(message -> message.key().equals(key)).findFirst();
  }
}
