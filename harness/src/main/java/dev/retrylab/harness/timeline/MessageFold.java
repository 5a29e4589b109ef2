package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns the runs of one message into its events. */
final class MessageFold {
  private static final String BY_HARNESS = "received by the harness, not by a function";

  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> HARNESS = Optional.of(BY_HARNESS);
  private static final Optional<String> FROM_OUTCOME =
      Optional.of("inferred from its outcome: the received line is missing");
  private static final Optional<String> FROM_PLATFORM =
      Optional.of("inferred from the platform's lines: the function logged nothing");
  private static final Optional<String> UNTOLD = Optional.of("nothing says how");
  private static final Optional<String> FROM_SUCCESS =
      Optional.of("inferred from the success of its invocation");
  private static final Optional<String> FROM_DLQ =
      Optional.of("inferred from the first receive in the dead-letter queue");
  private static final Optional<String> FROM_COUNT =
      Optional.of("inferred from the next count: no function logged this receive");

  /** Most counts are small: there need not be one of each for each event. */
  private static final List<OptionalInt> COUNTS =
      IntStream.range(0, 32).mapToObj(OptionalInt::of).toList();

  private final Sent sent;
  private final Instant sentAt;
  private final boolean asynchronous;
  private final List<Event> events = new ArrayList<>();
  private Set<String> givenBackBy = Set.of();

  private MessageFold(Sent sent, Instant sentAt, boolean asynchronous) {
    this.sent = sent;
    this.sentAt = sentAt;
    this.asynchronous = asynchronous;
  }

  /**
   * @param runs in the order of their starts
   */
  static MessageHistory fold(Sent sent, List<Run> runs, OptionalInt maxReceiveCount) {
    return new MessageFold(sent, sentAt(sent, runs), false).fold(runs, maxReceiveCount);
  }

  /**
   * Of an event that the consumer was invoked with directly.
   *
   * @param runs in the order of their starts
   */
  static MessageHistory foldEvent(Sent sent, List<Run> runs) {
    List<Run> attempts = Attempts.of(runs);
    return new MessageFold(sent, sentAt(sent, runs), true).fold(attempts, OptionalInt.empty());
  }

  private MessageHistory fold(List<Run> runs, OptionalInt maxReceiveCount) {
    add(EventType.SENT, source(OptionalInt.empty()), sentAt, NONE);
    givenBackBy = givenBackBy(runs);
    runs.forEach(this::addRun);
    Optional<Run> redriven = firstRedriven(runs);
    redriven.ifPresent(this::addRedrive);
    addPhantoms(runs, redriven, maxReceiveCount);
    events.sort(Event.order());
    return new MessageHistory(sent.key(), sent.userId(), sent.messageId(), sent.group(), events);
  }

  /**
   * The queue's own time where a journal line tells it: the sender's clock may differ, and its
   * answer may have taken its time. Where only the dead-letter queue has shown the message, its
   * time counts if it is not later: a FIFO queue may give the time of the move there.
   */
  private static Instant sentAt(Sent sent, List<Run> runs) {
    return sentTimestamp(sent, runs, FunctionRole.CONSUMER)
        .or(
            () ->
                sentTimestamp(sent, runs, FunctionRole.DLQ_CONSUMER)
                    .filter(time -> time.isBefore(sent.at())))
        .orElse(sent.at());
  }

  private static Optional<Instant> sentTimestamp(Sent sent, List<Run> runs, FunctionRole by) {
    Instant first = null;
    for (Run run : runs) {
      JournalRecord record = run.record();
      if (run.by(by) && record.messageId().equals(sent.messageId())) {
        Instant time = record.sentTimestamp();
        first = first == null || time.isBefore(first) ? time : first;
      }
    }
    return Optional.ofNullable(first);
  }

  private void addRun(Run run) {
    Place place = Place.of(run);
    if (run.by(FunctionRole.DLQ_CONSUMER)) {
      add(EventType.DLQ_RECEIVED, place, run.start(), dlqDetail(run));
      return;
    }
    add(EventType.RECEIVED, place, run.start(), receivedDetail(run));
    if (run.outcome().isPresent()) {
      addOutcome(run, place, run.outcome().get());
    } else {
      addEndWithoutOutcome(run, place);
    }
    if (run.handled() && run.invocationFailed()) {
      InvocationEnded end = run.end().orElseThrow();
      add(
          EventType.FAILED,
          place,
          end.at(),
          Optional.of(batch(end) + ": the message returns to the queue"));
    }
    if (run.handled() && run.untold()) {
      add(EventType.ENDED, place, run.end().orElseThrow().at(), UNTOLD);
    }
    if (run.deleted() && !givenBackBy.contains(run.record().requestId())) {
      add(EventType.DELETED, place, run.end().orElseThrow().at(), FROM_SUCCESS);
    }
  }

  /**
   * The invocations that gave the message back for one of its receives. Where a batching window
   * outlasts the visibility timeout, two receives of a message may be in one batch, and an answer
   * names messages, not receives: what it names is not deleted for the other receive either. The
   * attempts of an asynchronous invocation share a request id and have no such answer.
   */
  private Set<String> givenBackBy(List<Run> runs) {
    if (asynchronous) {
      return Set.of();
    }
    return runs.stream()
        .filter(run -> run.by(FunctionRole.CONSUMER))
        .filter(run -> run.outcome().isPresent() && !run.handled())
        .map(run -> run.record().requestId())
        .collect(Collectors.toSet());
  }

  private void addOutcome(Run run, Place place, JournalOutcome line) {
    switch (line.outcome()) {
      case SUCCEEDED -> add(EventType.SUCCEEDED, place, line.at(), NONE);
      case FORWARDED ->
          add(EventType.FORWARDED, place, line.at(), line.error().map("caught "::concat));
      case FAILED, BAD_ANSWER -> add(EventType.FAILED, place, line.at(), line.error());
      case UNPROCESSED ->
          add(
              EventType.UNPROCESSED,
              place,
              line.at(),
              Optional.of(
                  Unprocessed.detail(
                      run.end().map(InvocationEnded::ending).filter(Ending::failed))));
    }
  }

  private void addEndWithoutOutcome(Run run, Place place) {
    if (run.end().isEmpty()) {
      return;
    }
    InvocationEnded end = run.end().get();
    if (run.behindUnfinished()) {
      add(
          EventType.UNPROCESSED,
          place,
          end.at(),
          Optional.of(Unprocessed.detail(Optional.of(end.ending()))));
      return;
    }
    EventType type =
        switch (end.ending()) {
          case TIMED_OUT -> EventType.TIMED_OUT;
          case CRASHED -> EventType.CRASHED;
          case ERROR -> EventType.FAILED;
          case OK, UNKNOWN -> EventType.ENDED;
        };
    add(type, place, end.at(), type == EventType.ENDED ? UNTOLD : end.error());
  }

  /** The move itself is not logged anywhere; it is over at the latest when the DLQ hands it out. */
  private void addRedrive(Run redriven) {
    add(EventType.DEAD_LETTERED, source(OptionalInt.empty()), redriven.start(), FROM_DLQ);
  }

  /** Counts without a run, timed at the next fact that proves them. */
  private void addPhantoms(List<Run> runs, Optional<Run> redriven, OptionalInt maxReceiveCount) {
    BitSet logged = new BitSet();
    for (Run run : runs) {
      if (run.by(FunctionRole.CONSUMER)) {
        logged.set(run.record().receiveCount());
      }
    }
    int highest = logged.length() - 1;
    // A message is moved once it was received maxReceiveCount times (developer guide, dead-letter
    // queues), so a redrive proves all of them.
    int counted = redriven.isPresent() ? Math.max(highest, maxReceiveCount.orElse(0)) : highest;
    int first = sent.countedBefore() + 1;
    for (int n = logged.nextClearBit(first); n <= counted; n = logged.nextClearBit(n + 1)) {
      add(
          EventType.PHANTOM_RECEIVE,
          source(OptionalInt.of(n)),
          firstAfter(n, runs).or(() -> redriven).orElseThrow().start(),
          FROM_COUNT);
    }
  }

  private static Optional<Run> firstAfter(int receiveCount, List<Run> runs) {
    return runs.stream()
        .filter(run -> run.by(FunctionRole.CONSUMER))
        .filter(run -> run.record().receiveCount() > receiveCount)
        .findFirst();
  }

  private Optional<Run> firstRedriven(List<Run> runs) {
    for (Run run : runs) {
      if (run.by(FunctionRole.DLQ_CONSUMER) && redriven(run)) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the message itself came to the dead-letter queue, and not a copy. It keeps its id, also
   * on engines that do not mark what they move.
   */
  private boolean redriven(Run run) {
    return run.record().redriven() || run.record().messageId().equals(sent.messageId());
  }

  private static Optional<String> receivedDetail(Run run) {
    if (run.byHarness()) {
      return HARNESS;
    }
    if (run.receiveLogged()) {
      return NONE;
    }
    return run.outcome().isPresent() ? FROM_OUTCOME : FROM_PLATFORM;
  }

  private static String batch(InvocationEnded end) {
    return "its batch " + end.ending().verb();
  }

  private Optional<String> dlqDetail(Run run) {
    String moved = asynchronous ? "kept by Lambda" : "redriven";
    String kind = redriven(run) ? moved : "direct copy";
    String what = run.byHarness() ? kind + "; " + BY_HARNESS : kind;
    return run.outcome()
        .filter(line -> line.outcome() == Outcome.FAILED)
        .map(line -> what + "; the DLQ consumer failed: " + line.error().orElse("no error given"))
        .or(() -> Optional.of(what));
  }

  /** In the source queue, and not of an invocation. */
  private Place source(OptionalInt receiveCount) {
    return new Place(sent.messageId(), receiveCount, Optional.empty());
  }

  private void add(EventType type, Place place, Instant at, Optional<String> detail) {
    events.add(
        new Event(
            type,
            sent.key(),
            place.messageId(),
            at,
            sentAt,
            place.receiveCount(),
            place.requestId(),
            detail.filter(text -> !text.isEmpty())));
  }

  /** To which receive an event belongs, the same for all of a run. */
  private record Place(String messageId, OptionalInt receiveCount, Optional<String> requestId) {

    private static OptionalInt count(int count) {
      return count >= 0 && count < COUNTS.size() ? COUNTS.get(count) : OptionalInt.of(count);
    }

    static Place of(Run run) {
      JournalRecord record = run.record();
      return new Place(
          record.messageId(),
          count(record.receiveCount()),
          run.byHarness() ? Optional.empty() : Optional.of(record.requestId()));
    }
  }
}
