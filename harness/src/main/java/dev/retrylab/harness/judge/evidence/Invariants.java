package dev.retrylab.harness.judge.evidence;

import dev.retrylab.harness.timeline.BroughtBack;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds in every run, whatever its scenario: a message comes to one end only, and no receive
 * comes after it; no two invocations get the same receive; nothing is in the dead-letter queue that
 * no run can have sent there; what a move task brings is a new message; and no message of a FIFO
 * group is received while an earlier one is in the queue. That counts have no gap and never go back
 * is told elsewhere: a gap is a phantom receive, a count that goes back a contradiction to every
 * prediction.
 *
 * <p>Each is a proof: lines that come late or never do not break one.
 */
public final class Invariants {
  private final MessageHistory message;
  private final Conditions conditions;
  private final List<String> found = new ArrayList<>();

  private Invariants(MessageHistory message, Conditions conditions) {
    this.message = message;
    this.conditions = conditions;
  }

  /**
   * What is broken in a history, by message.
   *
   * @param complete whether all the evidence is there: something extra may else belong to a run
   *     whose lines are still to come
   */
  public static List<BrokenInvariant> broken(
      History history, Conditions conditions, boolean complete) {
    List<BrokenInvariant> all = new ArrayList<>();
    for (MessageHistory message : history.messages()) {
      Invariants check = new Invariants(message, conditions);
      check.oneEnd();
      check.nothingAfterTheEnd();
      check.eachReceiveOnce();
      check.newAfterMove();
      if (complete) {
        check.noCopyOutOfNowhere();
      }
      boolean promised = message.group().isPresent() || conditions.exactlyOnce();
      check.found.forEach(what -> all.add(new BrokenInvariant(message.key(), what, promised)));
    }
    all.addAll(Overtaking.in(history, conditions));
    return List.copyOf(all);
  }

  private void oneEnd() {
    Optional<Event> deleted = new TimeInSource(message, conditions).deletion();
    if (deleted.isPresent() && !message.events(EventType.DEAD_LETTERED).isEmpty()) {
      found.add(
          "it was deleted at %s, and yet the redrive policy moved it"
              .formatted(offset(deleted.get())));
    }
  }

  /** Runs show late, some by a batching window and more: only their counts tell their order. */
  private void nothingAfterTheEnd() {
    new TimeInSource(message, conditions)
        .deletion()
        .ifPresent(end -> notReceivedBeyond(end, end.receiveCount().orElse(0), "deleted"));
    if (conditions.dlqReceiveCountSettled()) {
      message.events(EventType.DLQ_RECEIVED).stream()
          .filter(message::isSameMessage)
          .findFirst()
          .ifPresent(
              there ->
                  notReceivedBeyond(there, there.receiveCount().orElse(1) - 1, "dead-lettered"));
    }
  }

  private void notReceivedBeyond(Event end, int lastCount, String how) {
    message.events(EventType.RECEIVED).stream()
        .filter(received -> received.receiveCount().orElse(0) > lastCount)
        .findFirst()
        .ifPresent(
            received ->
                found.add(
                    "receive %d came at %s, though it was %s by %s, after receive %d"
                        .formatted(
                            received.receiveCount().orElse(0),
                            offset(received),
                            how,
                            offset(end),
                            lastCount)));
  }

  private void eachReceiveOnce() {
    Map<Integer, Event> first = new HashMap<>();
    for (Event received : message.events(EventType.RECEIVED)) {
      int count = received.receiveCount().orElse(0);
      Event other = first.putIfAbsent(count, received);
      if (other != null && !other.requestId().equals(received.requestId())) {
        found.add(
            "receive %d was handed out twice, at %s and at %s"
                .formatted(count, offset(other), offset(received)));
      }
    }
  }

  private void newAfterMove() {
    if (BroughtBack.isSo(message.messageId())) {
      found.add(
          "a move task brought it back under the message id that it had before, though what it moves is a new message");
    }
  }

  /** A run of the consumer sends at most one copy there itself; the other way is the redrive. */
  private void noCopyOutOfNowhere() {
    int moved = message.events(EventType.DEAD_LETTERED).isEmpty() ? 0 : 1;
    if (message.dlqCopies() > message.receives() + moved) {
      found.add(
          "%s of it in the dead-letter queue after %s: something came out of nowhere"
              .formatted(
                  Words.count(message.dlqCopies(), "message"),
                  Words.count(message.receives(), "receive")));
    }
  }

  private static String offset(Event event) {
    return TimeText.offset(event.sinceSent());
  }
}
