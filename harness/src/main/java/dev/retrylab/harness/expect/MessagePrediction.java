package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a hypothesis predicts for one message.
 *
 * @param receives how often the source queue counts a receive; where an event triggers the
 *     function, its attempts
 * @param functionErrors runs that failed for it: it threw, was reported, timed out or crashed, or
 *     its batch failed after it was done
 * @param unprocessed runs that gave it back without having reached it
 * @param fates where the message may end up, at least one
 * @param dlqReceiveCount the receive count at the first DLQ receive of the redriven message, or of
 *     the direct copy where nothing is redriven; empty if nothing can reach the dead-letter queue
 * @param dlqCopies how many records the DLQ consumer sees: direct copies and the redriven message
 * @param earliest the i-th is the lower bound, since the message was sent, of receive i + 1. Where
 *     an earlier message of its group makes it wait, the bound takes both to be sent exactly when
 *     the scenario says: a message sent later than that may be received as much sooner
 * @param deadLetteredNotBefore the lower bound, since sent, of the move; empty if it cannot happen
 * @param errorsDue where the hypothesis itself says when errors happen: the i-th is the time since
 *     sent by which error i + 1 has happened if it is true, apart from the slack of the target;
 *     empty where the rules promise no upper bound
 * @param healthy whether its behaviour lets it succeed at one of the receives that it may have
 * @param mayGoUnrun whether it may be dead-lettered without ever having run
 * @param because the rules that the prediction rests on, each a sentence with its source
 */
public record MessagePrediction(
    String key,
    String userId,
    IntRange receives,
    IntRange functionErrors,
    IntRange unprocessed,
    Set<Fate> fates,
    Optional<IntRange> dlqReceiveCount,
    IntRange dlqCopies,
    List<Duration> earliest,
    Optional<Duration> deadLetteredNotBefore,
    List<Duration> errorsDue,
    boolean healthy,
    boolean mayGoUnrun,
    List<String> because) {

  public MessagePrediction {
    if (fates.isEmpty()) {
      throw new IllegalArgumentException("message " + key + " must end up somewhere");
    }
    fates = Collections.unmodifiableSet(EnumSet.copyOf(fates));
    earliest = earliest instanceof EvenSteps ? earliest : List.copyOf(earliest);
    errorsDue = List.copyOf(errorsDue);
    because = List.copyOf(because);
  }

  /**
   * Of a message that shares no batch and has at least one run: it is healthy if it can succeed.
   */
  public MessagePrediction(
      String key,
      String userId,
      IntRange receives,
      IntRange functionErrors,
      Set<Fate> fates,
      Optional<IntRange> dlqReceiveCount,
      IntRange dlqCopies,
      List<Duration> earliest,
      Optional<Duration> deadLetteredNotBefore,
      List<Duration> errorsDue,
      List<String> because) {
    this(
        key,
        userId,
        receives,
        functionErrors,
        IntRange.exactly(0),
        fates,
        dlqReceiveCount,
        dlqCopies,
        earliest,
        deadLetteredNotBefore,
        errorsDue,
        /* healthy= */ fates.contains(Fate.CONSUMED) || fates.contains(Fate.FORWARDED),
        /* mayGoUnrun= */ false,
        because);
  }

  /** The same with what is seen in the dead-letter queue by those who look there at times only. */
  MessagePrediction inDlq(IntRange copies, Optional<IntRange> receiveCount, boolean mayGoUnseen) {
    Set<Fate> seen = EnumSet.copyOf(fates);
    if (mayGoUnseen) {
      seen.add(Fate.QUEUED);
    }
    return new MessagePrediction(
        key,
        userId,
        receives,
        functionErrors,
        unprocessed,
        seen,
        receiveCount,
        copies,
        earliest,
        deadLetteredNotBefore,
        errorsDue,
        healthy,
        mayGoUnrun,
        because);
  }

  /** The same for a further reason. */
  MessagePrediction alsoBecause(Rule rule) {
    List<String> reasons = new ArrayList<>(because);
    reasons.add(rule.sentence());
    return new MessagePrediction(
        key,
        userId,
        receives,
        functionErrors,
        unprocessed,
        fates,
        dlqReceiveCount,
        dlqCopies,
        earliest,
        deadLetteredNotBefore,
        errorsDue,
        healthy,
        mayGoUnrun,
        reasons);
  }

  /** Whether the prediction rests on a rule about throttled invocations. */
  public boolean mayBeThrottled() {
    return because.contains(DocumentedRules.THROTTLE.sentence())
        || because.contains(DocumentedRules.EVENT_THROTTLE.sentence())
        || because.contains(DocumentedRules.EVENT_NEVER_RUNS.sentence());
  }

  /** Whether the prediction rests on a rule. */
  boolean restsOn(Rule rule) {
    return because.contains(rule.sentence());
  }

  /** Whether nothing at all is expected of it, since only another hypothesis knows the message. */
  public boolean isAbsent() {
    return receives.max() == 0 && because.isEmpty();
  }

  /** Whether both expect the same, of whichever message and for whatever reasons. */
  public boolean expectsTheSameAs(MessagePrediction other) {
    return Alike.are(this, other)
        && errorsDue.equals(other.errorsDue)
        && isAbsent() == other.isAbsent();
  }

  /** The same for another message that differs in nothing that matters. */
  MessagePrediction of(MessageSpec message) {
    return new MessagePrediction(
        message.key(),
        message.userId(),
        receives,
        functionErrors,
        unprocessed,
        fates,
        dlqReceiveCount,
        dlqCopies,
        earliest,
        deadLetteredNotBefore,
        errorsDue,
        healthy,
        mayGoUnrun,
        because);
  }
}
