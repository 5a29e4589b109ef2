package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says, while a run goes on, what is still to be waited for, and for how long. Pure: the time is a
 * parameter.
 *
 * @param predictions of every hypothesis that the run is to decide between
 */
public record Watch(List<Prediction> predictions, Conditions conditions) {

  public Watch {
    predictions = List.copyOf(predictions);
  }

  /**
   * Looks at what is known by now.
   *
   * @param now up to which the log was read, on the clock of the run
   * @param ingestionLag the longest seen so far
   */
  public Assessment assess(History history, Instant now, Duration ingestionLag) {
    return assess(history, now, ingestionLag, /* allCounted= */ false);
  }

  /**
   * The same with what the queues themselves count.
   *
   * @param allCounted whether a message that no log tells of is known to be in its queue
   */
  public Assessment assess(
      History history, Instant now, Duration ingestionLag, boolean allCounted) {
    Evidence sofar = Evidence.soFar(now, ingestionLag, conditions);
    Histories histories = Histories.of(history);
    List<Prediction> inPlay =
        predictions.stream().filter(prediction -> stands(prediction, histories, sofar)).toList();
    List<AwaitedFacts> awaited =
        history.messages().stream().map(message -> AwaitedFacts.of(message, conditions)).toList();
    Set<String> mayStayQueued = mayStayQueued();
    List<String> waitedFor =
        Stream.concat(
                unsent(histories),
                waitedFor(history.messages(), awaited, mayStayQueued, allCounted))
            .toList();
    return new Assessment(
        waitedFor.isEmpty(),
        waitedFor,
        inPlay.stream().map(Prediction::hypothesis).toList(),
        waitedFor.isEmpty() ? quietUntil(awaited, inPlay, histories, sofar) : Optional.empty(),
        NextExpected.of(predictions, histories, now));
  }

  /** What the documented rules leave in its queue comes to no end. */
  private Set<String> mayStayQueued() {
    return Judge.decisive(predictions).stream()
        .flatMap(prediction -> prediction.messages().entrySet().stream())
        .filter(message -> message.getValue().fates().contains(Fate.QUEUED))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Stream<String> waitedFor(
      List<MessageHistory> messages,
      List<AwaitedFacts> awaited,
      Set<String> mayStayQueued,
      boolean allCounted) {
    return IntStream.range(0, messages.size())
        .filter(i -> !awaited.get(i).waitedFor().isEmpty())
        .filter(i -> !settled(messages.get(i), mayStayQueued, allCounted))
        .boxed()
        .flatMap(i -> phrases(messages.get(i), awaited.get(i).waitedFor()));
  }

  private static Stream<String> phrases(MessageHistory message, List<String> what) {
    return what.stream().map(phrase -> message.key() + ": " + phrase);
  }

  /** What is missing in a history and will not come, one sentence each. */
  public static List<String> untold(History history) {
    return history.messages().stream()
        .flatMap(message -> phrases(message, AwaitedFacts.untold(message)))
        .toList();
  }

  private static boolean settled(
      MessageHistory message, Set<String> mayStayQueued, boolean allCounted) {
    return (allCounted || message.receives() > 0)
        && !message.terminal()
        && mayStayQueued.contains(message.key());
  }

  private Stream<String> unsent(Histories histories) {
    return Judge.decisive(predictions).stream()
        .flatMap(prediction -> prediction.messages().entrySet().stream())
        .filter(message -> histories.of(message.getKey()).isEmpty())
        .filter(message -> !message.getValue().isAbsent())
        .map(message -> message.getKey() + ": not yet sent");
  }

  private static boolean stands(Prediction prediction, Histories histories, Evidence sofar) {
    return prediction.messages().entrySet().stream()
        .allMatch(
            one ->
                histories
                    .of(one.getKey())
                    .map(seen -> Contradictions.standing(one.getValue(), seen, sofar).isEmpty())
                    .orElse(true));
  }

  /**
   * Past the time at which a message that was not really deleted would have come back, and at which
   * every hypothesis in play would have shown the next error that it expects.
   */
  private static Optional<Instant> quietUntil(
      List<AwaitedFacts> awaited, List<Prediction> inPlay, Histories histories, Evidence sofar) {
    Stream<Instant> errors =
        inPlay.stream()
            .map(prediction -> Contradictions.missingErrors(prediction, histories))
            .flatMap(List::stream);
    return Stream.concat(awaited.stream().map(AwaitedFacts::quietFrom), errors)
        .max(Comparator.naturalOrder())
        .map(due -> Evidence.seenBy(due, sofar.conditions(), sofar.ingestionLag()));
  }

  /**
   * The state of the watch.
   *
   * @param complete whether every message has come to its end, with nothing missing on the way
   * @param waitedFor what is missing, one sentence each
   * @param inPlay ids of the hypotheses that nothing contradicts so far
   * @param watchUntil once complete: until when to keep watching, so that silence is proof; before
   *     that, when to look again at the latest
   * @param nextExpected for the progress line
   */
  public record Assessment(
      boolean complete,
      List<String> waitedFor,
      List<String> inPlay,
      Optional<Instant> watchUntil,
      Optional<NextExpected> nextExpected) {

    /** The same where one thing more is to be waited for, and looked for at a time. */
    public Assessment waitingFor(String what, Instant lookAt) {
      List<String> all = new ArrayList<>(waitedFor);
      all.add(what);
      return new Assessment(false, List.copyOf(all), inPlay, Optional.of(lookAt), nextExpected);
    }

    /** Whether nothing is left to wait for. */
    public boolean done(Instant now) {
      return complete && watchUntil.map(until -> !now.isBefore(until)).orElse(true);
    }
  }
}
