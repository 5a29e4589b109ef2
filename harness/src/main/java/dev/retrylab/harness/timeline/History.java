package dev.retrylab.harness.timeline;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
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
 * @param invocationErrors how many invocations of the consumer failed, as CloudWatch's metric
 *     Errors counts them: they threw, timed out or crashed. One that reports batch item failures,
 *     or answers what its mapping cannot use, is none
 * @param unloggedInvocations how many invocations of the consumer began since the start and logged
 *     nothing of any record
 */
public record History(
    List<MessageHistory> messages,
    Instant start,
    List<Observation.InvocationEnded> unjournalled,
    List<Observation.JournalReceived> strays,
    int invocationErrors,
    int unloggedInvocations) {

  public History {
    messages = List.copyOf(messages);
    unjournalled = List.copyOf(unjournalled);
    strays = List.copyOf(strays);
  }

  /**
   * How many invocations of the consumer nothing accounts for: they logged nothing of any record,
   * and there are more of them than receives that no function logged. What they had, and did, is
   * not known, so that no claim that something did not happen holds.
   */
  public int unexplainedInvocations() {
    int phantoms = messages.stream().mapToInt(MessageHistory::phantoms).sum();
    return Math.max(0, unloggedInvocations - phantoms);
  }

  /** The same with other messages. */
  public History with(List<MessageHistory> others) {
    return new History(others, start, unjournalled, strays, invocationErrors, unloggedInvocations);
  }

  /**
   * The same with the messages in the order of these keys; others follow as they were. Messages of
   * one batch are sent at the same moment, so that times alone do not tell their order.
   */
  public History inOrder(List<String> keys) {
    Map<String, Integer> place = new HashMap<>();
    keys.forEach(key -> place.putIfAbsent(key, place.size()));
    List<MessageHistory> ordered =
        messages.stream()
            .sorted(Comparator.comparing(one -> place.getOrDefault(one.key(), place.size())))
            .toList();
    return with(ordered);
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
