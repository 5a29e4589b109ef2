package dev.retrylab.harness.scenario;

import static dev.retrylab.harness.scenario.SettingType.duration;
import static dev.retrylab.harness.scenario.SettingType.durationRange;
import static dev.retrylab.harness.scenario.SettingType.fineDuration;
import static dev.retrylab.harness.scenario.SettingType.flag;
import static dev.retrylab.harness.scenario.SettingType.integer;
import static dev.retrylab.harness.scenario.SettingType.optionalInteger;
import static dev.retrylab.harness.scenario.SettingType.optionalRange;
import static dev.retrylab.harness.scenario.SettingType.optionalWord;
import static dev.retrylab.harness.scenario.SettingType.word;

import dev.retrylab.harness.scenario.text.DurationRange;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Every setting of a scenario file, declared once: its key, the values that it allows, its default
 * and what it means. The reader of scenario files, the listing of settings, the comparison with
 * what is deployed and SCENARIO-FILE.md draw from here; a further setting needs an entry here, a
 * component of the record that holds it, and an entry in the table that reads it from AWS.
 *
 * <p>Ranges are those of AWS (SQS quotas, Lambda quotas, {@code async-age-limits}; of provisioned
 * pollers what CloudFormation takes, where a later edition of the API allows 10,000), defaults what
 * holds on AWS without the setting, but for a function with a whole vCPU. AWS names no most for the
 * concurrency of an account.
 */
public final class Settings {
  private static final String NONE = "none";

  public static final Setting<Trigger> TRIGGER =
      rare(
          "trigger.type",
          word(Trigger.values()),
          Trigger.MAPPING,
          Scenario::trigger,
          """
          What invokes the consumer: the event source mapping of the source queue, or the \
          harness itself, asynchronously, with an event of one record for each message. With \
          `event` there is no mapping, the source queue stays empty, and their settings mean \
          nothing; an attempt stands where a receive would.""");

  public static final Setting<QueueType> QUEUE_TYPE =
      listed(
          "queue.type",
          word(QueueType.values()),
          QueueType.FIFO,
          scenario -> scenario.queue().type(),
          "Of both queues: SQS refuses a mixture.");

  public static final Setting<Duration> VISIBILITY_TIMEOUT =
      listed(
          "queue.visibilityTimeout",
          duration("0s", "12h"),
          Duration.ofSeconds(30),
          scenario -> scenario.queue().visibilityTimeout(),
          """
          How long a received message stays hidden. Not below `function.timeout`: Lambda \
          refuses such a mapping; a step `setQueue` can lower it afterwards. Where `trigger.type` is event there is none, and any value \
          will do.""");

  public static final Setting<Integer> MAX_RECEIVE_COUNT =
      listed(
          "queue.maxReceiveCount",
          integer(1, 1000),
          2,
          scenario -> scenario.queue().maxReceiveCount(),
          "Receives before a message is dead-lettered. Means nothing without a redrive policy.");

  public static final Setting<Duration> RETENTION =
      listed(
          "queue.retention",
          duration("1m", "14d"),
          Duration.ofDays(4),
          scenario -> scenario.queue().retention(),
          "How long the source queue keeps a message, from its sending.");

  public static final Setting<Duration> DLQ_RETENTION =
      listed(
          "queue.dlqRetention",
          duration("1m", "14d"),
          Duration.ofDays(14),
          scenario -> scenario.queue().dlqRetention(),
          """
          The same for the dead-letter queue. A standard one counts from the first sending, a \
          FIFO one from the move.""");

  public static final Setting<Duration> DELAY =
      listed(
          "queue.delay",
          duration("0s", "15m"),
          Duration.ZERO,
          scenario -> scenario.queue().delay(),
          "How long a sent message stays hidden at first.");

  public static final Setting<Boolean> DEAD_LETTER_QUEUE =
      rare(
          "queue.deadLetterQueue",
          flag(),
          true,
          scenario -> scenario.queue().deadLetterQueue(),
          """
          Whether the source queue has a redrive policy. Without one a failing message is \
          retried until `queue.retention` ends. The dead-letter queue and its consumer are \
          deployed all the same, for a consumer that forwards.""");

  public static final Setting<Optional<QueueType>> SPARE_QUEUE =
      rare(
          "queue.spareQueue",
          optionalWord(QueueType.values(), NONE),
          Optional.empty(),
          scenario -> scenario.queue().spareQueue(),
          "A further queue that no function consumes, for steps.");

  public static final Setting<Integer> BATCH_SIZE =
      listed(
          "mapping.batchSize",
          integer(1, 10_000),
          1,
          scenario -> scenario.mapping().batchSize(),
          """
          Records in one invocation; at most 10 over a FIFO queue; over 10 needs a \
          `mapping.batchingWindow` of at least 1s.""");

  public static final Setting<Duration> BATCHING_WINDOW =
      listed(
          "mapping.batchingWindow",
          duration("0s", "5m"),
          Duration.ZERO,
          scenario -> scenario.mapping().batchingWindow(),
          "How long a batch may be collected; always 0s over a FIFO queue.");

  public static final Setting<Boolean> REPORT_BATCH_ITEM_FAILURES =
      listed(
          "mapping.reportBatchItemFailures",
          flag(),
          false,
          scenario -> scenario.mapping().reportBatchItemFailures(),
          """
          Whether the consumer names the records that failed, so that the others are deleted; \
          `function.partialBatch` says how it goes on after a failure.""");

  public static final Setting<OptionalInt> MAXIMUM_CONCURRENCY =
      rare(
          "mapping.maximumConcurrency",
          optionalInteger(2, 1000),
          OptionalInt.empty(),
          scenario -> scenario.mapping().maximumConcurrency(),
          """
          How many batches are under way at most; messages beyond that stay in the queue, \
          unreceived. In processes the local engine runs up to 16 at a time, and where more may be \
          needed it simulates the functions.""");

  public static final Setting<Optional<NumberRange>> PROVISIONED_POLLERS =
      rare(
          "mapping.provisionedPollers",
          optionalRange(new NumberRange(2, 200), 2, 200, 2_000),
          Optional.empty(),
          scenario -> scenario.mapping().provisionedPollers(),
          """
          Provisioned mode, such as `{ min: 2, max: 200 }`, which are AWS's own numbers where one is \
          left out; `2..200` with `--set`. Each of these pollers has up to 10 batches under way, and \
          there are up to 1,000 batches more a minute. Refused with `mapping.maximumConcurrency`: a \
          mapping scales by one of the two. AWS charges for such pollers.""");

  public static final Setting<Boolean> MAPPING_ENABLED =
      rare(
          "mapping.enabled",
          flag(),
          true,
          scenario -> scenario.mapping().enabled(),
          """
          Whether the mapping of the source queue polls. If not, nothing but steps receives \
          from it, and messages stay there.""");

  public static final Setting<Boolean> DLQ_MAPPING_ENABLED =
      rare(
          "mapping.dlqEnabled",
          flag(),
          true,
          scenario -> scenario.mapping().dlqEnabled(),
          """
          The same for the mapping between the dead-letter queue and its consumer. If nothing \
          receives there, the queue's own count tells what is in it (`queue-counts.ndjson` of \
          the run directory).""");

  public static final Setting<Duration> FUNCTION_TIMEOUT =
      listed(
          "function.timeout",
          duration("1s", "15m"),
          Duration.ofSeconds(5),
          scenario -> scenario.function().timeout(),
          "After which a run is killed.");

  public static final Setting<Integer> RETRY_ATTEMPTS =
      listed(
          "function.retryAttempts",
          integer(0, 2),
          2,
          scenario -> scenario.function().retryAttempts(),
          "Of asynchronous invocations only: a mapping never uses it.");

  public static final Setting<Duration> MAXIMUM_EVENT_AGE =
      listed(
          "function.maximumEventAge",
          duration("1m", "6h"),
          Duration.ofHours(6),
          scenario -> scenario.function().maximumEventAge(),
          "Of asynchronous invocations only.");

  public static final Setting<OptionalInt> RESERVED_CONCURRENCY =
      rare(
          "function.reservedConcurrency",
          optionalInteger(0, 1000),
          OptionalInt.empty(),
          scenario -> scenario.function().reservedConcurrency(),
          """
          How many runs of the consumer there are at a time at most. A batch beyond that is \
          throttled, and a receive is counted without a run once its visibility timeout is \
          over. 0 means that nothing ever runs; an event is then given up within seconds. \
          Locally as for `mapping.maximumConcurrency`.""");

  public static final Setting<OnFailure> ON_FAILURE =
      rare(
          "function.onFailure",
          word(OnFailure.values()),
          OnFailure.DISCARD,
          scenario -> scenario.function().onFailure(),
          """
          What becomes of an asynchronous invocation that has failed for good: nothing keeps \
          it, or the dead-letter queue does, as on-failure destination or as dead-letter queue \
          of the function. Lambda sends only to a standard queue, so the latter two need \
          `queue.type: standard`.""");

  public static final Setting<Optional<PartialBatch>> PARTIAL_BATCH =
      rare(
          "function.partialBatch",
          optionalWord(PartialBatch.values(), "by queue.type"),
          Optional.empty(),
          scenario -> scenario.function().partialBatch(),
          """
          What the consumer does with the rest of a batch once a record has failed. \
          `failed-only`, the default over a standard queue: it goes on, and reports only what \
          failed. `stop-at-first`, the default over a FIFO queue: it stops, and reports that \
          record and all behind it, unprocessed. `skip-group`: it goes on, but gives back \
          later records of a failed message group unprocessed; over a standard queue messages \
          have no group here, and it does what `failed-only` does. Refused without \
          `mapping.reportBatchItemFailures`, since nobody reads then which records failed: the \
          first failure ends the invocation, and the whole batch comes back.""");

  public static final Setting<Integer> MEMORY =
      rare(
          "function.memory",
          integer(128, 10_240),
          FunctionSettings.WHOLE_CPU_MEGABYTES,
          scenario -> scenario.function().memoryMegabytes(),
          """
          Of the consumer, in MB. Lambda gives CPU by memory, and a whole one from 1,769 MB \
          on: with less, the first call of an SDK client may take longer than a short \
          `function.timeout`. Locally it is the limit of the process's heap, and no limit of \
          its CPU. The consumer of the dead-letter queue has 512 MB.""");

  public static final Setting<DurationRange> DURATION =
      rare(
          "function.duration",
          durationRange(),
          DurationRange.NONE,
          scenario -> scenario.function().duration(),
          """
          How long the consumer works on one record before it does what its behaviour says. Of a \
          range, the message's key decides which: the same in each run, and on AWS. Each message \
          carries its own. A record whose duration reaches `function.timeout` times out; one that \
          outlasts the visibility timeout is received again while it is worked on.""");

  public static final Setting<Duration> INIT_DURATION =
      rare(
          "function.initDuration",
          fineDuration("0s", "10s"),
          Duration.ofMillis(500),
          scenario -> scenario.function().initDuration(),
          """
          How long a cold start takes where functions are simulated. In a process, and on AWS, it \
          takes what it takes.""");

  public static final Setting<Integer> ACCOUNT_CONCURRENCY =
      rare(
          "account.concurrency",
          integer(1, 100_000),
          1_000,
          scenario -> scenario.account().concurrency(),
          """
          How many runs all functions of the account may have at a time in the region; 10 in many new \
          accounts. Consumer and dead-letter queue's consumer share what \
          `function.reservedConcurrency` leaves, and a batch beyond that is throttled. Not deployed: \
          on AWS what the account has is read and counts, and anything else that runs there takes \
          from it unseen.""");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          TRIGGER,
          QUEUE_TYPE,
          VISIBILITY_TIMEOUT,
          MAX_RECEIVE_COUNT,
          RETENTION,
          DLQ_RETENTION,
          DELAY,
          DEAD_LETTER_QUEUE,
          SPARE_QUEUE,
          BATCH_SIZE,
          BATCHING_WINDOW,
          REPORT_BATCH_ITEM_FAILURES,
          MAXIMUM_CONCURRENCY,
          PROVISIONED_POLLERS,
          MAPPING_ENABLED,
          DLQ_MAPPING_ENABLED,
          FUNCTION_TIMEOUT,
          RETRY_ATTEMPTS,
          MAXIMUM_EVENT_AGE,
          RESERVED_CONCURRENCY,
          ON_FAILURE,
          PARTIAL_BATCH,
          MEMORY,
          DURATION,
          INIT_DURATION,
          ACCOUNT_CONCURRENCY);

  /** The parts of the file that they stand in, in their order. */
  public static final List<String> SECTIONS =
      ALL.stream().map(Setting::section).distinct().toList();

  private Settings() {}

  /** The names of the settings of one section, such as {@code queue}, without the section. */
  static List<String> names(String section) {
    return ALL.stream()
        .filter(setting -> setting.section().equals(section))
        .map(Setting::name)
        .toList();
  }

  /** A setting that listings always show. */
  private static <T> Setting<T> listed(
      String key, SettingType<T> type, T standard, Function<Scenario, T> value, String meaning) {
    return new Setting<>(key, type, standard, value, meaning, /* alwaysListed= */ true);
  }

  /** A setting that listings show only where it is not at its default. */
  private static <T> Setting<T> rare(
      String key, SettingType<T> type, T standard, Function<Scenario, T> value, String meaning) {
    return new Setting<>(key, type, standard, value, meaning, /* alwaysListed= */ false);
  }
}
