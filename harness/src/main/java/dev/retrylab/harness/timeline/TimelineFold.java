package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folds observations, in any order, into one history for each message that was sent.
 *
 * @param runId the run; a journal line of another run is a stray
 * @param maxReceiveCount the source queue's, where known: with it, receives that no function logged
 *     show even if they were the last before the redrive
 * @param asynchronous whether the consumer was invoked directly: its runs are then the attempts of
 *     an event, each of which shows the same receive count, and are numbered here
 */
public record TimelineFold(String runId, OptionalInt maxReceiveCount, boolean asynchronous) {

  /** Of messages that a mapping gave to the consumer. */
  public TimelineFold(String runId, OptionalInt maxReceiveCount) {
    this(runId, maxReceiveCount, /* asynchronous= */ false);
  }

  /** Of events that the consumer was invoked with directly. */
  public static TimelineFold ofEvents(String runId) {
    return new TimelineFold(runId, OptionalInt.empty(), /* asynchronous= */ true);
  }

  /** Messages of one millisecond in the order of their numbers: m2 before m10. */
  private static final Comparator<Sent> SENDING_ORDER =
      Comparator.comparing(Sent::at)
          .thenComparing(message -> message.key().length())
          .thenComparing(Sent::key);

  /** The same history whatever the order; each log event must be in it once. */
  public History fold(Collection<? extends Observation> observations) {
    List<Observation> ordered =
        observations.stream().sorted(Observation.order()).map(Observation.class::cast).toList();
    List<Sent> sent = only(Sent.class, ordered).stream().sorted(SENDING_ORDER).toList();
    Map<Sent, List<Run>> runsOfEach = new LinkedHashMap<>();
    sent.forEach(message -> runsOfEach.put(message, new ArrayList<>()));
    Matching matching = Matching.of(runId, sent);
    Stream.concat(Runs.of(ordered).stream(), receivedByHarness(ordered))
        .sorted(Comparator.comparing(Run::start))
        .forEach(
            run -> matching.find(run.record()).ifPresent(owner -> runsOfEach.get(owner).add(run)));
    List<MessageHistory> messages = new ArrayList<>();
    runsOfEach.forEach(
        (owner, runs) ->
            messages.add(
                asynchronous
                    ? MessageFold.foldEvent(owner, runs)
                    : MessageFold.fold(owner, runs, maxReceiveCount)));
    return new History(messages, start(messages), unjournalled(ordered), strays(ordered, matching));
  }

  private static Stream<Run> receivedByHarness(List<Observation> ordered) {
    return only(HarnessReceived.class, ordered).stream()
        .map(received -> Run.byHarness(received.record(), received.at()));
  }

  private static Instant start(List<MessageHistory> messages) {
    return messages.stream()
        .map(MessageHistory::sentAt)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static List<InvocationEnded> unjournalled(List<Observation> ordered) {
    Set<String> journalled = new HashSet<>();
    only(JournalReceived.class, ordered).forEach(line -> journalled.add(line.record().requestId()));
    only(JournalOutcome.class, ordered).forEach(line -> journalled.add(line.record().requestId()));
    return only(InvocationEnded.class, ordered).stream()
        .filter(end -> !journalled.contains(end.requestId()))
        .toList();
  }

  private static List<JournalReceived> strays(List<Observation> ordered, Matching matching) {
    return only(JournalReceived.class, ordered).stream()
        .filter(line -> matching.find(line.record()).isEmpty())
        .toList();
  }

  private static <T> List<T> only(Class<T> type, List<Observation> observations) {
    return observations.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Finds the message of a record: by its id, and for a copy, which has another, by its body. */
  private record Matching(String runId, Map<String, Sent> byId, Map<String, Sent> byKey) {

    static Matching of(String runId, List<Sent> sent) {
      Map<String, Sent> byId = new HashMap<>();
      Map<String, Sent> byKey = new HashMap<>();
      sent.forEach(message -> byId.putIfAbsent(message.messageId(), message));
      sent.forEach(message -> byKey.putIfAbsent(message.key(), message));
      return new Matching(runId, byId, byKey);
    }

    Optional<Sent> find(JournalRecord record) {
      return Optional.ofNullable(byId.get(record.messageId()))
          .or(
              () ->
                  record
                      .runId()
                      .filter(runId::equals)
                      .flatMap(any -> record.key())
                      .map(byKey::get));
    }
  }
}
