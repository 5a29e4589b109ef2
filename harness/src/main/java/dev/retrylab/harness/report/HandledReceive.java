package dev.retrylab.harness.report;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A receive together with what the consumer made of it.
 *
 * @param received the receive itself
 * @param outcome whether the handler succeeded or forwarded the message; empty where it did not
 * @param error how the run failed, that it gave the message back unprocessed, or that nothing tells
 *     how it ended; together with an outcome: its batch failed
 */
public record HandledReceive(Event received, Optional<Event> outcome, Optional<Event> error) {

  /** Whether the run gave the message back without having reached it. */
  public boolean unprocessed() {
    return error.filter(event -> event.type() == EventType.UNPROCESSED).isPresent();
  }

  /** Whether nothing tells how the run ended. */
  public boolean endUnknown() {
    return error.filter(event -> event.type() == EventType.ENDED).isPresent();
  }

  /** Whether the harness itself received the message, and no function ran. */
  public boolean byHarness() {
    return received.requestId().isEmpty();
  }

  public static List<HandledReceive> of(MessageHistory message) {
    List<HandledReceive> runs = new ArrayList<>();
    List<Event> rest = new ArrayList<>(message.events());
    for (Event received : message.events(EventType.RECEIVED)) {
      rest.subList(0, rest.indexOf(received) + 1)
          .removeIf(event -> event.type() == EventType.RECEIVED);
      runs.add(
          new HandledReceive(
              received,
              take(rest, received, EventType::isSuccess),
              take(rest, received, EventType::isTroubledEnd)));
    }
    return List.copyOf(runs);
  }

  /** Takes the first such event of the run out of the rest: a retry may repeat the request id. */
  private static Optional<Event> take(List<Event> rest, Event received, Predicate<EventType> type) {
    Optional<Event> first =
        rest.stream()
            .filter(event -> event.requestId().isPresent())
            .filter(event -> type.test(event.type()))
            .filter(event -> event.isOfRunOf(received))
            .findFirst();
    first.ifPresent(rest::remove);
    return first;
  }
}
