package dev.retrylab.harness.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.rules.Durations;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What a run on AWS takes, before it starts: an upper estimate, from the worst that any hypothesis
 * expects, with every record in an invocation of its own.
 *
 * @param usage of the harness, the two mappings and the functions
 * @param time from the first send to the verdict
 */
public record Estimate(Usage usage, Duration time) {
  /** START, END, REPORT and two journal lines, with a stack trace; measured on the local engine. */
  private static final long BYTES_OF_INVOCATION = 4_000;

  /** Of the consumer of the dead-letter queue, as it is deployed. */
  private static final int DLQ_CONSUMER_MEGABYTES = 512;

  /** A run takes about that long besides working on its record. */
  private static final Duration RUN = Duration.ofMillis(200);

  /** How long the harness listens to silence at the end on AWS, and how late logs usually are. */
  private static final Duration QUIET = Duration.ofSeconds(45);

  /** Estimates a scenario with its predictions. */
  public static Estimate of(Scenario scenario, List<Prediction> predictions) {
    List<MessageSpec> messages = Hypotheses.workload(scenario);
    long consumer = 0;
    long dlqConsumer = 0;
    long milliseconds = 0;
    for (MessageSpec message : messages) {
      long runs = most(predictions, message, Estimate::consumerRuns);
      consumer += runs;
      milliseconds += runs * run(message, scenario).toMillis();
      dlqConsumer += most(predictions, message, expected -> expected.dlqCopies().max());
    }
    long invocations = consumer + dlqConsumer;
    Duration time = time(scenario, messages, predictions);
    Polling polling = Polling.of(scenario, time);
    // Each run is a receive and at most a delete; a forward is a send.
    long requests = SqsRequests.sends(scenario) + 3 * invocations + polling.emptyReceives();
    long megabyteMilliseconds =
        milliseconds * scenario.function().memoryMegabytes()
            + dlqConsumer * RUN.toMillis() * DLQ_CONSUMER_MEGABYTES;
    return new Estimate(
        Usage.of(
            scenario.queue().type(),
            requests,
            invocations,
            megabyteMilliseconds,
            invocations * BYTES_OF_INVOCATION,
            polling.eventPollerHours()),
        time);
  }

  /** Of several runs at the same time. */
  public static Estimate together(List<Estimate> runs) {
    return new Estimate(
        runs.stream().map(Estimate::usage).reduce(Usage.NONE, Usage::plus),
        runs.stream().map(Estimate::time).reduce(Duration.ZERO, Durations::max));
  }

  /** Where a hypothesis expects runs beyond the receives, they are errors. */
  private static long consumerRuns(MessagePrediction message) {
    return Math.max(message.receives().max(), message.functionErrors().max());
  }

  /** The most that any hypothesis expects of a message. */
  private static long most(
      List<Prediction> predictions, MessageSpec message, ToLongFunction<MessagePrediction> count) {
    return predictions.stream()
        .mapToLong(prediction -> count.applyAsLong(prediction.messages().get(message.key())))
        .max()
        .orElse(0);
  }

  private static Duration run(MessageSpec message, Scenario scenario) {
    Duration timeout = scenario.function().timeout();
    Duration run = RUN.plus(message.duration());
    boolean hangs = message.behaviour() instanceof Behaviour.Hang;
    return hangs || run.compareTo(timeout) > 0 ? timeout : run;
  }

  private static Duration time(
      Scenario scenario, List<MessageSpec> messages, List<Prediction> predictions) {
    Duration last = scenario.steps().stream().map(Step::at).reduce(Duration.ZERO, Durations::max);
    for (Prediction prediction : predictions) {
      for (MessageSpec message : messages) {
        MessagePrediction expected = prediction.messages().get(message.key());
        last = Durations.max(last, message.sendAfter().plus(latest(expected, scenario)));
      }
    }
    return last.plus(QUIET);
  }

  /**
   * After the last receive a further one may be seen until its visibility timeout is over. A
   * message that can end in no other way than by its age is waited for.
   */
  private static Duration latest(MessagePrediction message, Scenario scenario) {
    if (message.fates().equals(Set.of(Fate.EXPIRED))) {
      return message.expiries().stream()
          .map(PossibleExpiry::notBefore)
          .reduce(Durations::max)
          .orElse(scenario.queue().retention());
    }
    Duration last = Durations.max(last(message.earliest()), last(message.errorsDue()));
    return Durations.max(
        last.plus(scenario.queue().visibilityTimeout()),
        message.deadLetteredNotBefore().orElse(Duration.ZERO));
  }

  private static Duration last(List<Duration> inOrder) {
    return inOrder.isEmpty() ? Duration.ZERO : inOrder.get(inOrder.size() - 1);
  }

  /** One sentence for people. */
  public String sentence() {
    return "On AWS: about %s, and at most %s; %s (%s)."
        .formatted(minutes(), usage.words(), Dollars.about(usage.dollars()), Rates.TODAY.words());
  }

  private String minutes() {
    return time.compareTo(Duration.ofMinutes(90)) < 0
        ? (time.toSeconds() + 59) / 60 + " min"
        : String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0);
  }

  /** The same as JSON. */
  public ObjectNode json() {
    ObjectNode json = new ObjectMapper().valueToTree(CostDocument.of(usage));
    return json.put("seconds", time.toSeconds());
  }
}
