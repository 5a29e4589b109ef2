package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.UnrunCause;
import dev.retrylab.harness.report.aggregate.MessageClass.Span;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.timeline.BatchDetail;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts together the messages of a run that have the same story. */
final class MessageClasses {
  private static final int EXAMPLES = 3;

  /** The largest trouble first. */
  private static final Comparator<MessageClass> ORDER =
      Comparator.comparingInt((MessageClass one) -> one.traits().rank())
          .thenComparing(MessageClass::messages, Comparator.reverseOrder())
          .thenComparing(MessageClass::receives)
          .thenComparing(MessageClass::sentence);

  private final Map<String, Behaviour> behaviours = new HashMap<>();
  private final Map<String, MessagePrediction> documented;
  private final Instant start;
  private final Map<ClassTraits, Members> classes = new LinkedHashMap<>();

  private static final class Members {
    private int messages;
    private final List<String> keys = new ArrayList<>(EXAMPLES);
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
  }

  private MessageClasses(
      History history, List<MessageSpec> workload, Optional<Prediction> documented) {
    this.start = history.start();
    this.documented = documented.map(Prediction::messages).orElse(Map.of());
    workload.forEach(message -> behaviours.put(message.key(), message.behaviour()));
  }

  /**
   * @param workload what was to be sent
   * @param documented what the documented rules expect, where they were asked
   */
  static List<MessageClass> of(
      History history, List<MessageSpec> workload, Optional<Prediction> documented) {
    MessageClasses counted = new MessageClasses(history, workload, documented);
    history.messages().forEach(counted::add);
    return counted.classes.entrySet().stream()
        .map(one -> counted.made(one.getKey(), one.getValue()))
        .sorted(ORDER)
        .toList();
  }

  private void add(MessageHistory message) {
    Members members = classes.computeIfAbsent(traits(message), any -> new Members());
    members.messages++;
    if (members.keys.size() < EXAMPLES) {
      members.keys.add(message.key());
    }
    for (Event event : message.events()) {
      if (isTrouble(event)) {
        members.first = Math.min(members.first, event.at().toEpochMilli());
        members.last = Math.max(members.last, event.at().toEpochMilli());
      }
    }
  }

  private static boolean isTrouble(Event event) {
    return event.type().isTroubledEnd() || event.type() == EventType.PHANTOM_RECEIVE;
  }

  private ClassTraits traits(MessageHistory message) {
    Set<EventType> troubles = EnumSet.noneOf(EventType.class);
    boolean undone = false;
    List<Event> events = message.events();
    for (int i = 0; i < events.size(); i++) {
      if (isTrouble(events.get(i))) {
        troubles.add(events.get(i).type());
      }
      undone |= events.get(i).type().isSuccess() && RunEnds.undone(events, i);
    }
    return new ClassTraits(
        message.fate(),
        message.expiredInDlq(),
        message.receives(),
        troubles,
        cause(message, undone));
  }

  private Cause cause(MessageHistory message, boolean undone) {
    MessagePrediction expected = documented.get(message.key());
    if (message.deadLetteredUnrun() && expected != null) {
      return new Cause.Unrun(expected.healthy(), UnrunCause.of(expected, message));
    }
    boolean failed = message.functionErrors() > 0;
    if (undone) {
      return new Cause.Batch(
          message.events(EventType.FAILED).stream().allMatch(BatchDetail::batchTimedOut));
    }
    if (!failed && message.fate() == Fate.DEAD_LETTERED && ran(message)) {
      return new Cause.HandledTooLate();
    }
    Behaviour behaviour = behaviours.get(MessageSpec.originalKey(message.key()));
    if (!failed || behaviour == null || behaviour instanceof Behaviour.Succeed) {
      return new Cause.Unknown(failed);
    }
    return behaviour instanceof FailBetween outage
        ? new Cause.Outage(outage)
        : new Cause.ByBehaviour(behaviour);
  }

  private static boolean ran(MessageHistory message) {
    return message.events().stream().anyMatch(event -> event.type().isSuccess());
  }

  private MessageClass made(ClassTraits traits, Members members) {
    return new MessageClass(
        traits,
        members.messages,
        members.keys,
        traits.troubles().isEmpty()
            ? Optional.empty()
            : Optional.of(new Span(since(members.first), since(members.last))));
  }

  private Duration since(long millis) {
    return Duration.ofMillis(millis - start.toEpochMilli());
  }
}
