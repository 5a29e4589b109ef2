package dev.retrylab.harness.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a run on AWS takes, before it starts: an upper estimate, from the worst that any hypothesis
 * expects, with every record in an invocation of its own.
 *
 * @param sqsRequests of the harness and of the two mappings
 * @param invocations of both functions
 * @param logBytes that the functions write
 * @param dollars without the free tier
 * @param time from the first send to the verdict
 */
public record Estimate(
    long sqsRequests, long invocations, long logBytes, double dollars, Duration time) {
  private static final int LARGEST_BATCH = 10;

  /** START, END, REPORT and two journal lines, with a stack trace; measured on the local engine. */
  private static final long BYTES_OF_INVOCATION = 4_000;

  /** Each mapping long-polls with 5 pollers, 20 s at a time (with-sqs). */
  private static final double EMPTY_RECEIVES_A_SECOND = 2 * 5 / 20.0;

  /** Of the consumer of the dead-letter queue, as it is deployed. */
  private static final int DLQ_CONSUMER_MEGABYTES = 512;

  /** Lambda bills a gigabyte of 1,024 MB (Lambda pricing). */
  private static final double GIGABYTE = 1024;

  /** A run takes about that long when it neither starts nor hangs. */
  private static final Duration RUN = Duration.ofMillis(200);

  /** How long the harness listens to silence at the end on AWS, and how late logs usually are. */
  private static final Duration QUIET = Duration.ofSeconds(45);

  /** Estimates a scenario with its predictions. */
  public static Estimate of(Scenario scenario, List<Prediction> predictions) {
    Rates rates = Rates.load();
    List<MessageSpec> messages = Hypotheses.workload(scenario);
    long consumer = 0;
    long dlqConsumer = 0;
    double seconds = 0;
    for (MessageSpec message : messages) {
      long runs = most(predictions, message, Estimate::consumerRuns);
      consumer += runs;
      seconds += runs * seconds(message, scenario);
      dlqConsumer += most(predictions, message, expected -> expected.dlqCopies().max());
    }
    long invocations = consumer + dlqConsumer;
    Duration time = time(scenario, messages, predictions);
    long sends = (messages.size() + LARGEST_BATCH - 1L) / LARGEST_BATCH;
    // Each run is a receive and at most a delete; a forward is a send.
    long requests =
        sends + 3 * invocations + Math.round(EMPTY_RECEIVES_A_SECOND * time.toSeconds());
    long bytes = invocations * BYTES_OF_INVOCATION;
    double dlqSeconds = dlqConsumer * RUN.toMillis() / 1000.0;
    double gigabyteSeconds =
        (seconds * scenario.function().memoryMegabytes() + dlqSeconds * DLQ_CONSUMER_MEGABYTES)
            / GIGABYTE;
    double request =
        scenario.queue().type() == QueueType.FIFO
            ? rates.sqsFifoRequest()
            : rates.sqsStandardRequest();
    double dollars =
        requests * request
            + invocations * rates.lambdaRequest()
            + gigabyteSeconds * rates.lambdaGigabyteSecond()
            + bytes * rates.logsByte();
    return new Estimate(requests, invocations, bytes, dollars, time);
  }

  /** Of several runs at the same time. */
  public static Estimate together(List<Estimate> runs) {
    return new Estimate(
        runs.stream().mapToLong(Estimate::sqsRequests).sum(),
        runs.stream().mapToLong(Estimate::invocations).sum(),
        runs.stream().mapToLong(Estimate::logBytes).sum(),
        runs.stream().mapToDouble(Estimate::dollars).sum(),
        runs.stream().map(Estimate::time).reduce(Duration.ZERO, Estimate::later));
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

  private static double seconds(MessageSpec message, Scenario scenario) {
    Duration run =
        message.behaviour() instanceof Behaviour.Hang ? scenario.function().timeout() : RUN;
    return run.toMillis() / 1000.0;
  }

  private static Duration time(
      Scenario scenario, List<MessageSpec> messages, List<Prediction> predictions) {
    Duration last = scenario.steps().stream().map(Step::at).reduce(Duration.ZERO, Estimate::later);
    for (Prediction prediction : predictions) {
      for (MessageSpec message : messages) {
        MessagePrediction expected = prediction.messages().get(message.key());
        last = later(last, message.sendAfter().plus(latest(expected, scenario)));
      }
    }
    return last.plus(QUIET);
  }

  /**
   * After the last receive a further one may be seen until its visibility timeout is over; an
   * expiry is waited for.
   */
  private static Duration latest(MessagePrediction message, Scenario scenario) {
    if (message.fates().contains(Fate.EXPIRED)) {
      return message.expiries().stream()
          .map(PossibleExpiry::notBefore)
          .reduce(Estimate::later)
          .orElse(scenario.queue().retention());
    }
    Duration last = later(last(message.earliest()), last(message.errorsDue()));
    return later(
        last.plus(scenario.queue().visibilityTimeout()),
        message.deadLetteredNotBefore().orElse(Duration.ZERO));
  }

  private static Duration last(List<Duration> inOrder) {
    return inOrder.isEmpty() ? Duration.ZERO : inOrder.get(inOrder.size() - 1);
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** One sentence for people. */
  public String sentence() {
    Rates rates = Rates.load();
    return String.format(
        Locale.ROOT,
        "On AWS: about %s, at most %,d invocations, %,d SQS requests, %,d kB of logs, %s (rates of %s, %s, free tier left out).",
        minutes(),
        invocations,
        sqsRequests,
        (logBytes + 999) / 1000,
        price(),
        rates.region(),
        rates.asOf());
  }

  private String minutes() {
    return time.compareTo(Duration.ofMinutes(90)) < 0
        ? (time.toSeconds() + 59) / 60 + " min"
        : String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0);
  }

  private String price() {
    return dollars < 0.01 ? "less than $0.01" : String.format(Locale.ROOT, "about $%.2f", dollars);
  }

  /** The same as JSON. */
  public ObjectNode json() {
    Rates rates = Rates.load();
    return new ObjectMapper()
        .createObjectNode()
        .put("sqsRequests", sqsRequests)
        .put("invocations", invocations)
        .put("logBytes", logBytes)
        .put("dollars", Math.round(dollars * 1e6) / 1e6)
        .put("seconds", time.toSeconds())
        .put("ratesAsOf", rates.asOf().toString())
        .put("ratesRegion", rates.region());
  }
}
