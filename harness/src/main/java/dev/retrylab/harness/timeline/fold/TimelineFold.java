package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Folds observations, in any order, into one history for each message that was sent.
 *
 * @param runId the run; a journal line of another run is a stray
 * @param maxReceiveCount the source queue's, where known: with it, receives that no function logged
 *     show even if they were the last before the redrive
 * @param itemFailures whether the consumer reports batch item failures: without them, a record that
 *     failed has failed its invocation
 * @param asynchronous whether the consumer was invoked directly: its invocations are then the
 *     attempts of an event, each of which shows the same receive count, and are numbered here
 */
public record TimelineFold(
    String runId, OptionalInt maxReceiveCount, boolean itemFailures, boolean asynchronous) {

  /** Of messages that a mapping gave to the consumer. */
  public static TimelineFold ofMessages(
      String runId, OptionalInt maxReceiveCount, boolean itemFailures) {
    return new TimelineFold(runId, maxReceiveCount, itemFailures, /* asynchronous= */ false);
  }

  /** Of events that the consumer was invoked with directly. */
  public static TimelineFold ofEvents(String runId, boolean itemFailures) {
    return new TimelineFold(runId, OptionalInt.empty(), itemFailures, /* asynchronous= */ true);
  }

  /** By how much the clocks of the queue and of the log may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(1);

  /** Messages of one millisecond in the order of their numbers: m2 before m10. */
  private static final Comparator<Sent> SENDING_ORDER =
      Comparator.comparing(Sent::at)
          .thenComparing(message -> message.key().length())
          .thenComparing(Sent::key);

  /** The same history whatever the order, and however often an observation is there. */
  public History fold(Collection<? extends Observation> observations) {
    List<Sent> sent = only(Sent.class, observations);
    sent.sort(SENDING_ORDER);
    Matching matching = new Matching(runId, sent);
    Invocations invocations = new Invocations(observations, itemFailures);
    AtomicBoolean strays = new AtomicBoolean();
    invocations
        .deliveries()
        .forEach(
            delivery ->
                matching
                    .find(delivery.record())
                    .ifPresentOrElse(
                        owner -> owner.deliveries.add(delivery), () -> strays.set(true)));
    List<MessageHistory> messages = matching.owners.stream().map(this::fold).toList();
    Instant start = start(messages);
    return new History(
        messages,
        start,
        invocations.unjournalled(),
        strays.get() ? strays(observations, matching) : List.of(),
        invocations.invocationErrors(),
        invocations.unjournalledSince(start.minus(CLOCKS)));
  }

  private MessageHistory fold(Owner owner) {
    owner.deliveries.sort(Comparator.comparing(Delivery::start));
    return asynchronous
        ? MessageFold.foldEvent(owner.sent, owner.deliveries)
        : MessageFold.fold(owner.sent, owner.deliveries, maxReceiveCount);
  }

  private static Instant start(List<MessageHistory> messages) {
    return messages.stream()
        .map(MessageHistory::sentAt)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static List<JournalReceived> strays(
      Collection<? extends Observation> observations, Matching matching) {
    List<JournalReceived> lines = only(JournalReceived.class, observations);
    lines.removeIf(line -> matching.find(line.record()).isPresent());
    lines.sort(Observation.order());
    return lines;
  }

  private static <T> List<T> only(Class<T> type, Collection<? extends Observation> observations) {
    List<T> found = new ArrayList<>();
    for (Observation observation : observations) {
      if (type.isInstance(observation)) {
        found.add(type.cast(observation));
      }
    }
    return found;
  }

  /** A message, and its deliveries. */
  private static final class Owner {
    private final Sent sent;
    private final List<Delivery> deliveries = new ArrayList<>(2);

    Owner(Sent sent) {
      this.sent = sent;
    }
  }

  /** Finds the message of a record: by its id, and for a copy, which has another, by its body. */
  private static final class Matching {
    private final String runId;
    private final List<Owner> owners;
    private final Map<String, Owner> byId = new HashMap<>();
    private final Map<String, Owner> byKey = new HashMap<>();

    Matching(String runId, List<Sent> sent) {
      this.runId = runId;
      this.owners = sent.stream().map(Owner::new).toList();
      for (Owner owner : owners) {
        byId.putIfAbsent(owner.sent.messageId(), owner);
        byKey.putIfAbsent(owner.sent.key(), owner);
      }
    }

    Optional<Owner> find(JournalRecord record) {
      Owner same = byId.get(record.messageId());
      if (same != null || !record.runId().equals(Optional.of(runId))) {
        return Optional.ofNullable(same);
      }
      return record.key().map(byKey::get);
    }
  }
}
