package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.aws.ClientPolicy;
import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.LambdaService;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import dev.retrylab.harness.local.stack.CloudFormationService;
import dev.retrylab.harness.local.stack.StsService;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * AWS behind an HTTP endpoint, with a scenario deployed, in a time that only waiting moves on: a
 * whole run takes as long as its calls do. The troubles are the test's to choose.
 */
public final class PretendAws implements AutoCloseable {
  private static final int RUN_MILLIS = 40;

  final SteppedClock clock = new SteppedClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  final Instant start = clock.instant();
  final Flaky queues;
  final Flaky logs;

  /**
   * Each call of Invoke that reaches Lambda is in here; the tests choose which answers are lost.
   */
  final FlakyInvokes invokes;

  private final LogStore store = new LogStore(clock);
  private final LambdaService lambda =
      new LambdaService(clock, Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT));
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);

  PretendAws(Scenario scenario) {
    this(scenario, Habits.perfect(), false);
  }

  /** With several scenarios side by side. */
  public PretendAws(List<Scenario> scenarios) {
    this(scenarios, Habits.perfect(), false);
  }

  /**
   * @param jsonLogs whether the functions log in the JSON format
   */
  PretendAws(Scenario scenario, Habits habits, boolean jsonLogs) {
    this(List.of(scenario), habits, jsonLogs);
  }

  /** An engine that writes log lines of its own: each is what this makes of that of AWS. */
  static PretendAws withLines(Scenario scenario, Function<String, Optional<String>> lines) {
    return new PretendAws(List.of(scenario), Habits.perfect(), /* jsonLogs= */ false, lines);
  }

  private PretendAws(List<Scenario> scenarios, Habits habits, boolean jsonLogs) {
    this(scenarios, habits, jsonLogs, Optional::of);
  }

  private PretendAws(
      List<Scenario> scenarios,
      Habits habits,
      boolean jsonLogs,
      Function<String, Optional<String>> lines) {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    SqsEngine engine = new SqsEngine(clock);
    queues = new Flaky(new SqsService(engine, endpoint.uri()), clock);
    logs =
        new Flaky(
            new UnrulyLogs(new LogsOfEngine(new LogsService(store), lines), clock, habits), clock);
    endpoint.mount("AmazonSQS", queues);
    endpoint.mount("Logs_20140328", logs);
    invokes = new FlakyInvokes(lambda);
    LambdaService.PATHS.forEach(path -> endpoint.mountPath(path, invokes));
    endpoint.mountQuery("GetCallerIdentity", new StsService());
    Random random = new Random(habits.seed());
    Map<String, String> outputs = new HashMap<>();
    boolean sideBySide = scenarios.size() > 1;
    for (Scenario scenario : scenarios) {
      PretendExperiment experiment =
          new PretendExperiment(
              scenario, sideBySide ? scenario.name() + "-" : "", engine, store, clock, lambda);
      experiment.deploy(jsonLogs, () -> Duration.ofMillis(random.nextInt(RUN_MILLIS)));
      String suffix = sideBySide ? suffix(scenario.name()) : "";
      experiment
          .outputs(endpoint.uri())
          .forEach((name, value) -> outputs.put(name + suffix, value));
    }
    if (sideBySide) {
      outputs.keySet().removeIf(key -> key.startsWith("ScenarioOf"));
      outputs.put(
          "Scenarios", scenarios.stream().map(Scenario::name).collect(Collectors.joining(",")));
    }
    CloudFormationService stacks = new CloudFormationService(clock);
    stacks.declare(StackLocation.DEFAULT_STACK, outputs);
    endpoint.mountQuery("DescribeStacks", stacks);
  }

  /** As the CDK app has it: what is wrong in StackOutputs is not to be wrong here too. */
  private static String suffix(String scenario) {
    return "Of"
        + Pattern.compile("(?:^|-)([a-z0-9])")
            .matcher(scenario)
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  public StackLocation place() {
    return new StackLocation(
        Optional.of(endpoint.uri()),
        Optional.of("us-east-1"),
        Optional.empty(),
        StackLocation.DEFAULT_STACK);
  }

  /** The ids of all messages that the harness has sent to the source queue. */
  Set<String> sent() {
    return queues.answers("SendMessageBatch").stream()
        .flatMap(answer -> answer.findValuesAsText("MessageId").stream())
        .collect(Collectors.toSet());
  }

  /** Clients that wait for nothing but this clock. */
  ClientPolicy conduct() {
    return conduct(new FakePace(clock));
  }

  /** For several runs at the same time. */
  public ClientPolicy conduct(SharedPace pace) {
    return conduct((FakePace) pace);
  }

  /** Refuses all reading of logs for a while, counted from the start. */
  public void expireCredentials(Duration from, Duration to) {
    logs.refuse(
        start.plus(from),
        start.plus(to),
        AwsError.of("ExpiredTokenException", "The security token is expired", 400));
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    clock.advance(time);
  }

  /** A time that goes on when all of so many runs wait. */
  public SharedPace sharedPace(int runs) {
    return new SharedPace(clock, runs);
  }

  ClientPolicy conduct(FakePace pace) {
    BackoffStrategy atOnce = BackoffStrategy.retryImmediately();
    RetryStrategy usual =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .backoffStrategy(atOnce)
            .throttlingBackoffStrategy(atOnce)
            .circuitBreakerEnabled(false)
            .maxAttempts(2)
            .build();
    return new ClientPolicy(
        pace, InstantSource.system(), usual, usual, ClientPolicy.refusals(atOnce));
  }

  @Override
  public void close() {
    endpoint.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }
}
