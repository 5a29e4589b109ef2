package dev.retrylab.harness.expect.prediction;

import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a hypothesis predicts for one message, and for each other message of which the same is true:
 * they share this object. Times are since the message was sent.
 *
 * @param receives how often the source queue counts a receive; where an event triggers the
 *     function, its attempts
 * @param functionErrors runs that failed for it: it threw, was reported, timed out or crashed, or
 *     its batch failed after it was done
 * @param unprocessed runs that gave it back without having reached it
 * @param fates where the message may end up, at least one
 * @param dlqReceiveCount the receive count at the first DLQ receive of the message that the redrive
 *     policy moved, or of the direct copy where nothing is moved; empty if nothing can reach the
 *     dead-letter queue
 * @param dlqCopies how many records the DLQ consumer sees: direct copies and the moved message
 * @param earliest the i-th is the lower bound of receive i + 1. Where an earlier message of its
 *     group makes it wait, the bound takes both to be sent exactly when the scenario says: a
 *     message sent later than that may be received as much sooner. Not copied
 * @param deadLetteredNotBefore the lower bound of the move; empty if it cannot happen
 * @param errorsDue where the hypothesis itself says when errors happen: the i-th is the time by
 *     which error i + 1 has happened if it is true, apart from the slack of the target; in their
 *     order, and empty where the rules promise no upper bound
 * @param expiries the ways in which it may expire: none, one, or one for each queue
 * @param triedFor how long it is tried at the least if it fails at every run: from its first run to
 *     its last. An outage no longer than this is survived
 * @param healthy whether its behaviour lets it succeed at one of the receives that it may have
 * @param mayGoUnrun whether it may be dead-lettered without ever having run
 * @param because the rules that the prediction rests on
 */
public record MessagePrediction(
    IntRange receives,
    IntRange functionErrors,
    IntRange unprocessed,
    Set<Fate> fates,
    Optional<IntRange> dlqReceiveCount,
    IntRange dlqCopies,
    List<Duration> earliest,
    Optional<Duration> deadLetteredNotBefore,
    List<Duration> errorsDue,
    List<PossibleExpiry> expiries,
    Duration triedFor,
    boolean healthy,
    boolean mayGoUnrun,
    List<Rule> because) {

  /** Of a message that only another hypothesis knows: nobody is to see it. */
  public static final MessagePrediction NOT_EXPECTED =
      new MessagePrediction(
          IntRange.exactly(0),
          IntRange.exactly(0),
          IntRange.exactly(0),
          Set.of(Fate.QUEUED),
          Optional.empty(),
          IntRange.exactly(0),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          /* triedFor= */ Duration.ZERO,
          /* healthy= */ false,
          /* mayGoUnrun= */ false,
          List.of());

  public MessagePrediction {
    if (fates.isEmpty()) {
      throw new IllegalArgumentException("a message must end up somewhere");
    }
    fates = Collections.unmodifiableSet(EnumSet.copyOf(fates));
    earliest = Collections.unmodifiableList(earliest);
    errorsDue = List.copyOf(errorsDue);
    expiries = List.copyOf(expiries);
    because = List.copyOf(because);
  }

  /**
   * The same as somebody sees it who receives from the dead-letter queue at times only, or never.
   *
   * @param mayGoUnseen whether the message may be there and nobody sees it
   */
  public MessagePrediction inDlq(
      IntRange copies, Optional<IntRange> receiveCount, boolean mayGoUnseen) {
    Set<Fate> seen = EnumSet.copyOf(fates);
    if (mayGoUnseen) {
      seen.add(Fate.QUEUED);
    }
    return with(seen, receiveCount, copies, because);
  }

  /** The same for a further reason. */
  public MessagePrediction alsoBecause(Rule rule) {
    List<Rule> all = Stream.concat(because.stream(), Stream.of(rule)).toList();
    return with(fates, dlqReceiveCount, dlqCopies, all);
  }

  private MessagePrediction with(
      Set<Fate> seen, Optional<IntRange> receiveCount, IntRange copies, List<Rule> rules) {
    return new MessagePrediction(
        receives,
        functionErrors,
        unprocessed,
        seen,
        receiveCount,
        copies,
        earliest,
        deadLetteredNotBefore,
        errorsDue,
        expiries,
        triedFor,
        healthy,
        mayGoUnrun,
        rules);
  }

  /** Whether it comes to its end without a run: none of its runs can fail, and none succeed. */
  public boolean neverRuns() {
    return functionErrors.max() == 0
        && !fates.contains(Fate.CONSUMED)
        && !fates.contains(Fate.FORWARDED);
  }

  /** Whether nothing at all is expected of it, since only another hypothesis knows the message. */
  public boolean isAbsent() {
    return equals(NOT_EXPECTED);
  }

  /** Whether both expect the same, for whatever reasons. */
  public boolean expectsTheSameAs(MessagePrediction other) {
    return fitsTheSameAs(other)
        && errorsDue.equals(other.errorsDue)
        && isAbsent() == other.isAbsent();
  }

  /**
   * Whether each observation that fits one fits the other. Due times do not count: where one
   * hypothesis gives them and another is silent, the same observation fits both.
   */
  public boolean fitsTheSameAs(MessagePrediction other) {
    return receives.equals(other.receives)
        && functionErrors.equals(other.functionErrors)
        && unprocessed.equals(other.unprocessed)
        && mayGoUnrun == other.mayGoUnrun
        && fates.equals(other.fates)
        && dlqReceiveCount.equals(other.dlqReceiveCount)
        && dlqCopies.equals(other.dlqCopies)
        && deadLetteredNotBefore.equals(other.deadLetteredNotBefore)
        && earliest.equals(other.earliest);
  }

  /** Leaves out what is long and hardly ever tells two of them apart. */
  @Override
  public int hashCode() {
    return Objects.hash(receives, functionErrors, fates, deadLetteredNotBefore);
  }
}
