package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An experiment: infrastructure, workload, and the hypotheses to hold against each other.
 *
 * @param name lower-case letters, digits and hyphens
 * @param function its partialBatch is present if and only if the mapping reports batch item
 *     failures: the constructor sets it
 * @param title one line for people
 * @param messages 1 to 1000000, in the order of the file, keys unique
 * @param hypotheses their ids, unique; empty means all that are known
 * @param trigger what invokes the consumer
 * @param steps what the harness does besides sending, in the order of their times
 * @param about the keys of the settings that the experiment is about: where one of them is deployed
 *     otherwise, a run does not put it to the test
 */
public record Scenario(
    String name,
    String title,
    QueueSettings queue,
    MappingSettings mapping,
    FunctionSettings function,
    AccountSettings account,
    List<MessageSpec> messages,
    List<String> hypotheses,
    Trigger trigger,
    List<Step> steps,
    List<String> about) {

  /** The most messages that one scenario may send. */
  public static final int MAX_MESSAGES = 1_000_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  public Scenario {
    messages = List.copyOf(messages);
    hypotheses = List.copyOf(hypotheses);
    steps = List.copyOf(steps);
    about = List.copyOf(about);
    Problems problems = new Problems();
    checkName("name", name, problems);
    SettingsTogether.check(trigger, queue, mapping, function, account, problems);
    WorkloadRules.checkMessages(messages, problems);
    WorkloadRules.check(
        trigger, Optional.of(queue), Optional.of(mapping), messages, steps, problems);
    WorkloadRules.checkUnique("hypotheses", hypotheses, problems);
    WorkloadRules.checkUnique("about", about, problems);
    problems.refuseIfAny();
    function =
        function.with(
            mapping.reportBatchItemFailures()
                ? Optional.of(partialBatch(queue, function))
                : Optional.empty());
  }

  /** A scenario whose consumer is fed by a mapping. */
  public Scenario(
      String name,
      String title,
      QueueSettings queue,
      MappingSettings mapping,
      FunctionSettings function,
      List<MessageSpec> messages,
      List<String> hypotheses) {
    this(name, title, queue, mapping, function, messages, hypotheses, Trigger.MAPPING);
  }

  /** A scenario without steps, in an account as most are. */
  public Scenario(
      String name,
      String title,
      QueueSettings queue,
      MappingSettings mapping,
      FunctionSettings function,
      List<MessageSpec> messages,
      List<String> hypotheses,
      Trigger trigger) {
    this(
        name,
        title,
        queue,
        mapping,
        function,
        AccountSettings.defaults(),
        messages,
        hypotheses,
        trigger,
        List.of(),
        List.of());
  }

  /**
   * Adds a sentence where a scenario or a hypothesis cannot have such a name.
   *
   * @param key of the name in the file
   */
  public static void checkName(String key, String name, Problems problems) {
    problems.matches(key, name, NAME, "1 to 64 of a-z, 0-9 and hyphen");
  }

  /** The same workload and hypotheses over other settings, for example those really deployed. */
  public Scenario over(
      QueueSettings otherQueue,
      MappingSettings otherMapping,
      FunctionSettings otherFunction,
      AccountSettings otherAccount) {
    return new Scenario(
        name,
        title,
        otherQueue,
        otherMapping,
        otherFunction.lastingLike(function),
        otherAccount,
        messages,
        hypotheses,
        trigger,
        steps,
        about);
  }

  /** The same experiment with another workload. */
  public Scenario with(List<MessageSpec> otherMessages, List<Step> otherSteps) {
    return new Scenario(
        name,
        title,
        queue,
        mapping,
        function,
        account,
        otherMessages,
        hypotheses,
        trigger,
        otherSteps,
        about);
  }

  /**
   * What the consumer does with the rest of a batch once a record has failed: as the function's
   * setting says, or else by the type of the queue. Means nothing without batch item failures.
   */
  public PartialBatch partialBatch() {
    return partialBatch(queue, function);
  }

  private static PartialBatch partialBatch(QueueSettings queue, FunctionSettings function) {
    return function.partialBatch().orElseGet(() -> PartialBatch.over(queue.type()));
  }

  /** Whether the work on a message takes as long as the function timeout, whatever comes then. */
  public boolean alwaysTimesOut(MessageSpec message) {
    return message.duration().compareTo(function.timeout()) >= 0;
  }

  /** The shortest time for which a received message can stay hidden. */
  public Duration shortestVisibility() {
    return messages.stream()
        .flatMap(this::visibilities)
        .min(Comparator.naturalOrder())
        .orElse(queue.visibilityTimeout());
  }

  /** The longest time for which a received message can stay hidden. */
  public Duration longestVisibility() {
    return messages.stream()
        .map(this::longestVisibility)
        .max(Comparator.naturalOrder())
        .orElse(queue.visibilityTimeout());
  }

  /** The same of one message. */
  public Duration longestVisibility(MessageSpec message) {
    return visibilities(message).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** For how long the queue itself may hide a message, whatever the consumer sets. */
  public QueueVisibility queueVisibility(MessageSpec message) {
    return QueueVisibility.of(this, message);
  }

  /** The same of any message. */
  public QueueVisibility queueVisibility() {
    return QueueVisibility.of(this);
  }

  /**
   * Those of the queue, and those that the consumer sets if its run comes to that: the last moment
   * for it is the function timeout.
   */
  private Stream<Duration> visibilities(MessageSpec message) {
    QueueVisibility possible = queueVisibility(message);
    Stream<Duration> ofQueue = Stream.of(possible.shortest(), possible.longest());
    return message.behaviour() instanceof FailWithVisibility own && !alwaysTimesOut(message)
        ? Stream.concat(ofQueue, Stream.of(own.first(), own.most().plus(function.timeout())))
        : ofQueue;
  }

  /** The messages as they are sent: by time, those of the same time in the order of the file. */
  public List<MessageSpec> inSendOrder() {
    return messages.stream().sorted(Comparator.comparing(MessageSpec::sendAfter)).toList();
  }
}
