package dev.retrylab.harness.experiment;

import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.fold.DiscardInference;
import dev.retrylab.harness.timeline.fold.ExpiryInference;
import dev.retrylab.harness.timeline.fold.QueueCountInference;
import dev.retrylab.harness.timeline.fold.RedrivePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ends of messages that no log tells of: by age in a queue, by being given up as an event, or
 * in a queue that nothing receives from. They follow from the settings, the times and the queues'
 * own counts.
 */
record UnloggedEnds(Scenario scenario, Conditions conditions) {
  private boolean events() {
    return scenario.trigger() == Trigger.EVENT;
  }

  /**
   * The history with the ends that are sure by now.
   *
   * @param lag the longest time that a log event took to become readable
   * @param watchedUntil up to which the log was read
   */
  History in(History folded, Duration lag, Instant watchedUntil) {
    if (!events()) {
      return expiry(lag).in(folded, watchedUntil);
    }
    return scenario.function().onFailure() == OnFailure.DISCARD
        ? discard(lag).in(folded, watchedUntil)
        : folded;
  }

  private ExpiryInference expiry(Duration lag) {
    return new ExpiryInference(scenario.queue().retention(), redrive(), seenBy(lag));
  }

  private Optional<RedrivePolicy> redrive() {
    QueueSettings queue = scenario.queue();
    return events() || !queue.deadLetterQueue()
        ? Optional.empty()
        : Optional.of(
            new RedrivePolicy(
                queue.maxReceiveCount(),
                longestVisibility(),
                queue.dlqRetention(),
                queue.type() == QueueType.STANDARD,
                scenario.mapping().dlqEnabled()));
  }

  private Function<String, Duration> longestVisibility() {
    Map<String, Duration> ofMessages =
        scenario.messages().stream()
            .collect(Collectors.toMap(MessageSpec::key, scenario::longestVisibility));
    Duration ofOthers = scenario.longestVisibility();
    return key -> ofMessages.getOrDefault(MessageSpec.originalKey(key), ofOthers);
  }

  /** Where messages are that show in no log, by the queues' counts. */
  QueueCountInference counted() {
    MappingSettings mapping = scenario.mapping();
    return new QueueCountInference(
        conditions.visibilityTimeout(),
        events() || mapping.enabled(),
        mapping.dlqEnabled(),
        redrive());
  }

  private DiscardInference discard(Duration lag) {
    FunctionSettings function = scenario.function();
    return new DiscardInference(attempts(function), function.maximumEventAge(), seenBy(lag));
  }

  /** With reserved concurrency 0 there is none (async-zero-reserved). */
  private static int attempts(FunctionSettings function) {
    boolean neverRuns = function.reservedConcurrency().equals(OptionalInt.of(0));
    return neverRuns ? 0 : 1 + function.retryAttempts();
  }

  private UnaryOperator<Instant> seenBy(Duration lag) {
    return end -> Evidence.seenBy(end, conditions, lag);
  }

  /**
   * When the last message comes to its end by age alone that may do so, of those that have come to
   * no other end: it expires in the queue, or is given up as an event. Of an event also when
   * another attempt would have come at the latest.
   */
  Optional<Instant> last(History history, List<Prediction> predictions) {
    return events()
        ? Stream.concat(lastGivenUp(history, predictions).stream(), lastReturn(history).stream())
            .max(Comparator.naturalOrder())
        : lastExpired(history, predictions);
  }

  private Optional<Instant> lastReturn(History history) {
    return history.messages().stream()
        .flatMap(message -> message.events(EventType.RECEIVED).stream())
        .map(attempt -> attempt.at().plus(conditions.visibilityTimeout()))
        .max(Comparator.naturalOrder());
  }

  /** Where all attempts are sure to be made, an end by age is not to be waited for. */
  private Optional<Instant> lastGivenUp(History history, List<Prediction> predictions) {
    int most = 1 + scenario.function().retryAttempts();
    Set<String> mayAge =
        Judge.decisive(predictions).stream()
            .flatMap(prediction -> prediction.messages().entrySet().stream())
            .filter(message -> message.getValue().receives().min() < most)
            .filter(message -> !Set.of(Fate.CONSUMED).equals(message.getValue().fates()))
            .filter(message -> !Set.of(Fate.FORWARDED).equals(message.getValue().fates()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    DiscardInference discard = discard(Duration.ZERO);
    return history.messages().stream()
        .filter(message -> !message.terminal() && mayAge.contains(message.key()))
        .map(discard::lastAttempt)
        .max(Comparator.naturalOrder());
  }

  private Optional<Instant> lastExpired(History history, List<Prediction> predictions) {
    Set<String> mayExpire =
        predictions.stream()
            .flatMap(prediction -> prediction.messages().entrySet().stream())
            .filter(message -> message.getValue().fates().contains(Fate.EXPIRED))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    ExpiryInference expiry = expiry(Duration.ZERO);
    return history.messages().stream()
        .filter(message -> !message.terminal() && mayExpire.contains(message.key()))
        .map(expiry::of)
        .max(Comparator.naturalOrder());
  }
}
