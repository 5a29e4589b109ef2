package dev.retrylab.harness.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The functions have 512 MB; a run takes about that long when it neither starts nor hangs. */
  private static final double GIGABYTES = 0.5;

  private static final Duration RUN = Duration.ofMillis(200);

  /** How long the harness listens to silence at the end on AWS, and how late logs usually are. */
  private static final Duration QUIET = Duration.ofSeconds(45);

  /** Estimates a scenario with its predictions. */
  public static Estimate of(Scenario scenario, List<Prediction> predictions) {
    Rates rates = Rates.load();
    Map<String, MessageSpec> specs =
        scenario.messages().stream()
            .collect(Collectors.toMap(MessageSpec::key, Function.identity()));
    Map<String, Long> runs = worst(predictions, Estimate::consumerRuns);
    Map<String, Long> dlqRuns = worst(predictions, message -> message.dlqCopies().max());
    long consumer = runs.values().stream().mapToLong(Long::longValue).sum();
    long invocations = consumer + dlqRuns.values().stream().mapToLong(Long::longValue).sum();
    Duration time = time(scenario, predictions);
    long sends = (scenario.messages().size() + LARGEST_BATCH - 1L) / LARGEST_BATCH;
    // Each run is a receive and at most a delete; a forward is a send.
    long requests =
        sends + 3 * invocations + Math.round(EMPTY_RECEIVES_A_SECOND * time.toSeconds());
    long bytes = invocations * BYTES_OF_INVOCATION;
    double seconds =
        runs.entrySet().stream()
            .mapToDouble(entry -> entry.getValue() * seconds(specs.get(entry.getKey()), scenario))
            .sum();
    double request =
        scenario.queue().type() == QueueType.FIFO
            ? rates.sqsFifoRequest()
            : rates.sqsStandardRequest();
    double dollars =
        requests * request
            + invocations * rates.lambdaRequest()
            + (seconds + (invocations - consumer) * RUN.toMillis() / 1000.0)
                * GIGABYTES
                * rates.lambdaGigabyteSecond()
            + bytes * rates.logsByte();
    return new Estimate(requests, invocations, bytes, dollars, time);
  }

  /** Where a hypothesis expects runs beyond the receives, they are errors. */
  private static long consumerRuns(MessagePrediction message) {
    return Math.max(message.receives().max(), message.functionErrors().max());
  }

  private static Map<String, Long> worst(
      List<Prediction> predictions, Function<MessagePrediction, Number> count) {
    return predictions.stream()
        .flatMap(prediction -> prediction.messages().stream())
        .collect(
            Collectors.toMap(
                MessagePrediction::key, message -> count.apply(message).longValue(), Math::max));
  }

  private static double seconds(MessageSpec message, Scenario scenario) {
    Duration run =
        message.behaviour() instanceof Behaviour.Hang ? scenario.function().timeout() : RUN;
    return run.toMillis() / 1000.0;
  }

  private static Duration time(Scenario scenario, List<Prediction> predictions) {
    Map<String, Duration> sendAfter =
        scenario.messages().stream()
            .collect(Collectors.toMap(MessageSpec::key, MessageSpec::sendAfter));
    return predictions.stream()
        .flatMap(prediction -> prediction.messages().stream())
        .map(message -> sendAfter.get(message.key()).plus(latest(message)))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(QUIET);
  }

  private static Duration latest(MessagePrediction message) {
    return Stream.of(
            message.earliest().stream(),
            message.errorsDue().stream(),
            message.deadLetteredNotBefore().stream())
        .flatMap(Function.identity())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** One sentence for people. */
  public String sentence() {
    Rates rates = Rates.load();
    return "On AWS: about %s, at most %,d invocations, %,d SQS requests, %,d kB of logs, %s (rates of %s, %s, free tier left out)."
        .formatted(
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
