package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tiny constructors for observations written by hand. Times are milliseconds since {@link #START};
 * the user of mN is N, its group too, and its id in the source queue is id-mN.
 */
public final class Story {

  public static final Instant START = Instant.parse("2026-11-21T21:24:04Z");
  public static final String RUN_ID = "20261121T212404Z-3f9a";
  public static final String ERROR = "java.lang.IllegalStateException: user_id 2 always fails";

  private Story() {}

  public static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  public static History fold(OptionalInt maxReceiveCount, Observation... observations) {
    return TimelineFold.ofMessages(RUN_ID, maxReceiveCount, false).fold(List.of(observations));
  }

  public static History fold(Observation... observations) {
    return fold(OptionalInt.of(2), observations);
  }

  public static Observation[] all(Observation[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray(Observation[]::new);
  }

  public static Observation sent(String key, long at) {
    return new Sent(key, user(key), "id-" + key, Optional.of(user(key)), at(at));
  }

  public static JournalReceived received(String key, int count, String request, long at) {
    return new JournalReceived(consumer(key, count, request), at(at));
  }

  public static JournalReceived received(
      String key, int count, String request, int batchPosition, long at) {
    return new JournalReceived(consumer(key, count, request), batchPosition, at(at));
  }

  public static Observation badAnswer(String key, int count, String request, long at) {
    return outcome(consumer(key, count, request), RecordOutcome.BAD_ANSWER, Optional.of(ERROR), at);
  }

  public static Observation succeeded(String key, int count, String request, long at) {
    return outcome(consumer(key, count, request), RecordOutcome.SUCCEEDED, Optional.empty(), at);
  }

  public static Observation failed(String key, int count, String request, long at) {
    return outcome(consumer(key, count, request), RecordOutcome.FAILED, Optional.of(ERROR), at);
  }

  public static Observation unprocessed(String key, int count, String request, long at) {
    return outcome(consumer(key, count, request), RecordOutcome.UNPROCESSED, Optional.empty(), at);
  }

  public static Observation forwarded(String key, int count, String request, long at) {
    return new JournalOutcome(
        consumer(key, count, request),
        RecordOutcome.FORWARDED,
        Optional.of(ERROR),
        Optional.of("copy-" + request),
        at(at));
  }

  public static InvocationEnded ended(String request, Ending ending, long at) {
    Optional<String> error =
        switch (ending) {
          case OK, UNKNOWN -> Optional.empty();
          case ERROR -> Optional.of(ERROR);
          case TIMED_OUT -> Optional.of("Task timed out after 5.00 seconds");
          case CRASHED -> Optional.of("Runtime exited with error: exit status 1");
        };
    return new InvocationEnded(FunctionRole.CONSUMER, request, ending, error, at(at));
  }

  /** The redriven message at the DLQ consumer, with its success and the end of the invocation. */
  public static Observation[] redriven(String key, int count, String request, long at) {
    return dlq(key, "id-" + key, count, request, true, at);
  }

  /** A copy sent by the consumer in an invocation, at the DLQ consumer. */
  public static Observation[] copy(String key, String forwardedIn, String request, long at) {
    return dlq(key, "copy-" + forwardedIn, 1, request, false, at);
  }

  /** A run of the consumer that throws, ten milliseconds long, and the failed invocation. */
  public static Observation[] failedRun(String key, int count, String request, long at) {
    return new Observation[] {
      received(key, count, request, at),
      failed(key, count, request, at + 8),
      ended(request, Ending.ERROR, at + 10)
    };
  }

  /** A run of the consumer that succeeds, ten milliseconds long. */
  public static Observation[] goodRun(String key, int count, String request, long at) {
    return new Observation[] {
      received(key, count, request, at),
      succeeded(key, count, request, at + 8),
      ended(request, Ending.OK, at + 10)
    };
  }

  /** A run of the consumer that forwards the message and succeeds, ten milliseconds long. */
  public static Observation[] forwardedRun(String key, int count, String request, long at) {
    return new Observation[] {
      received(key, count, request, at),
      forwarded(key, count, request, at + 8),
      ended(request, Ending.OK, at + 10)
    };
  }

  /** An event of a run of the consumer. */
  public static Event event(
      EventType type, String key, int count, String request, long at, String detail) {
    return new Event(
        type,
        key,
        "id-" + key,
        at(at),
        at(0),
        OptionalInt.of(count),
        Optional.of(request),
        Optional.of(detail).filter(text -> !text.isEmpty()));
  }

  /** An event that belongs to no invocation. */
  public static Event event(EventType type, String key, OptionalInt count, long at, String detail) {
    return new Event(
        type,
        key,
        "id-" + key,
        at(at),
        at(0),
        count,
        Optional.empty(),
        Optional.of(detail).filter(text -> !text.isEmpty()));
  }

  public static MessageHistory message(String key, Event... events) {
    return new MessageHistory(key, user(key), "id-" + key, Optional.of(user(key)), List.of(events));
  }

  private static Observation[] dlq(
      String key, String id, int count, String request, boolean redriven, long at) {
    JournalRecord record = record(FunctionRole.DLQ_CONSUMER, key, id, count, request, redriven);
    return new Observation[] {
      new JournalReceived(record, at(at)),
      outcome(record, RecordOutcome.SUCCEEDED, Optional.empty(), at + 2),
      new InvocationEnded(
          FunctionRole.DLQ_CONSUMER, request, Ending.OK, Optional.empty(), at(at + 3))
    };
  }

  private static JournalOutcome outcome(
      JournalRecord record, RecordOutcome outcome, Optional<String> error, long at) {
    return new JournalOutcome(record, outcome, error, Optional.empty(), at(at));
  }

  private static JournalRecord consumer(String key, int count, String request) {
    return record(FunctionRole.CONSUMER, key, "id-" + key, count, request, false);
  }

  private static JournalRecord record(
      FunctionRole function,
      String key,
      String messageId,
      int count,
      String request,
      boolean redriven) {
    return new JournalRecord(
        function,
        Optional.of(RUN_ID),
        Optional.of(key),
        Optional.of(user(key)),
        messageId,
        Optional.of(user(key)),
        count,
        request,
        START,
        START,
        redriven);
  }

  private static String user(String key) {
    return key.replaceAll("\\D", "");
  }
}
