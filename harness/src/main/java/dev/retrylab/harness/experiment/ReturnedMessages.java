package dev.retrylab.harness.experiment;

import dev.retrylab.harness.timeline.BroughtBack;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells apart what a message was before a move task and after it, where the engine keeps its id and
 * count: AWS makes a new message of it (sup-move-new-id), LocalStack 4.14.0 does not. What is
 * received outside of the dead-letter queue after it was received there has come back, and is told
 * under an id of its own.
 */
final class ReturnedMessages {
  /**
   * How often one message has come back, and whether it was seen in the dead-letter queue since.
   */
  private static final class Way {
    private int returns;
    private boolean inDlq;
    private Instant since = Instant.EPOCH;
  }

  private final Instant firstMove;
  private final Map<String, Way> ways = new HashMap<>();

  private ReturnedMessages(Instant firstMove) {
    this.firstMove = firstMove;
  }

  /**
   * The observations in their order, those of messages that came back under other ids.
   *
   * @param firstMove when the first move task began
   */
  static List<Observation> toldApart(List<Observation> observations, Instant firstMove) {
    List<Observation> ordered = new ArrayList<>(observations);
    ordered.sort(Observation.order());
    ReturnedMessages returned = new ReturnedMessages(firstMove);
    return ordered.stream().map(returned::told).toList();
  }

  /** What the queue had counted of a message before it came back with its count; else 0. */
  static int keptCount(JournalRecord firstReceive) {
    return BroughtBack.isSo(firstReceive.messageId()) ? firstReceive.receiveCount() - 1 : 0;
  }

  private Observation told(Observation observation) {
    if (observation instanceof JournalReceived line) {
      return new JournalReceived(told(line.record(), line.at()), line.batchPosition(), line.at());
    }
    if (observation instanceof HarnessReceived look) {
      return new HarnessReceived(told(look.record(), look.at()), look.at());
    }
    if (observation instanceof JournalOutcome line) {
      return new JournalOutcome(
          told(line.record(), line.at()),
          line.outcome(),
          line.error(),
          line.forwardedMessageId(),
          line.at());
    }
    return observation;
  }

  private JournalRecord told(JournalRecord record, Instant at) {
    Way way = ways.computeIfAbsent(record.messageId(), any -> new Way());
    if (record.function() == FunctionRole.DLQ_CONSUMER) {
      way.inDlq = true;
    } else if (way.inDlq && !at.isBefore(firstMove)) {
      way.returns++;
      way.inDlq = false;
      way.since = at;
    }
    return way.returns == 0 ? record : record.broughtBack(way.returns, way.since);
  }
}
