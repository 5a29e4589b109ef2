package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** Scenarios for tests, one setting at a time; what is not set has its default. */
record Small(
    QueueSettings queue,
    MappingSettings mapping,
    FunctionSettings function,
    AccountSettings account,
    List<MessageSpec> messages) {

  static Small fifo() {
    return new Small(
        QueueSettings.defaults(),
        MappingSettings.defaults(),
        FunctionSettings.defaults(),
        AccountSettings.defaults(),
        List.of());
  }

  static Small standard() {
    return fifo().type(QueueType.STANDARD);
  }

  Small type(QueueType type) {
    return queue(
        type,
        queue.visibilityTimeout(),
        queue.maxReceiveCount(),
        queue.retention(),
        queue.dlqRetention(),
        queue.delay());
  }

  Small visibility(Duration timeout) {
    return queue(
        queue.type(),
        timeout,
        queue.maxReceiveCount(),
        queue.retention(),
        queue.dlqRetention(),
        queue.delay());
  }

  Small maxReceives(int count) {
    return queue(
        queue.type(),
        queue.visibilityTimeout(),
        count,
        queue.retention(),
        queue.dlqRetention(),
        queue.delay());
  }

  Small retention(Duration source, Duration dlq) {
    return queue(
        queue.type(),
        queue.visibilityTimeout(),
        queue.maxReceiveCount(),
        source,
        dlq,
        queue.delay());
  }

  Small delay(Duration delay) {
    return queue(
        queue.type(),
        queue.visibilityTimeout(),
        queue.maxReceiveCount(),
        queue.retention(),
        queue.dlqRetention(),
        delay);
  }

  private Small queue(
      QueueType type,
      Duration visibility,
      int count,
      Duration retention,
      Duration dlqRetention,
      Duration delay) {
    return new Small(
        new QueueSettings(type, visibility, count, retention, dlqRetention, delay),
        mapping,
        function,
        account,
        messages);
  }

  Small batches(int size) {
    return new Small(
        queue,
        new MappingSettings(size, mapping.batchingWindow(), mapping.reportBatchItemFailures()),
        function,
        account,
        messages);
  }

  Small window(Duration window) {
    return new Small(
        queue,
        new MappingSettings(mapping.batchSize(), window, mapping.reportBatchItemFailures()),
        function,
        account,
        messages);
  }

  Small reportingItemFailures() {
    return new Small(
        queue,
        new MappingSettings(mapping.batchSize(), mapping.batchingWindow(), true),
        function,
        account,
        messages);
  }

  Small partialBatch(PartialBatch partialBatch) {
    return new Small(queue, mapping, function.with(Optional.of(partialBatch)), account, messages);
  }

  Small timeout(Duration timeout) {
    return new Small(
        queue,
        mapping,
        new FunctionSettings(timeout, function.retryAttempts(), function.maximumEventAge()),
        account,
        messages);
  }

  Small withoutDlq() {
    return new Small(queue.withoutDeadLetterQueue(), mapping, function, account, messages);
  }

  Small maximumConcurrency(int most) {
    return new Small(
        queue,
        new MappingSettings(
            mapping.batchSize(),
            mapping.batchingWindow(),
            mapping.reportBatchItemFailures(),
            OptionalInt.of(most)),
        function,
        account,
        messages);
  }

  Small reservedConcurrency(int most) {
    return new Small(
        queue,
        mapping,
        new FunctionSettings(
            function.timeout(),
            function.retryAttempts(),
            function.maximumEventAge(),
            OptionalInt.of(most),
            function.onFailure(),
            function.partialBatch()),
        account,
        messages);
  }

  /** How many runs the account lets all functions have at a time. */
  Small account(int concurrency) {
    return new Small(queue, mapping, function, new AccountSettings(concurrency), messages);
  }

  Small provisionedPollers(int min, int max) {
    return new Small(
        queue,
        new MappingSettings(
            mapping.batchSize(),
            mapping.batchingWindow(),
            mapping.reportBatchItemFailures(),
            OptionalInt.empty(),
            Optional.of(new NumberRange(min, max)),
            mapping.enabled(),
            mapping.dlqEnabled()),
        function,
        account,
        messages);
  }

  Small retryAttempts(int attempts) {
    return new Small(
        queue,
        mapping,
        new FunctionSettings(function.timeout(), attempts, function.maximumEventAge()),
        account,
        messages);
  }

  /** Adds messages m1, m2, ... of one group, with behaviours as scenario files write them. */
  Small group(String group, String... behaviours) {
    return with(Arrays.stream(behaviours).map(word -> message(word).inGroup(group)).toList());
  }

  /** Adds messages m1, m2, ... each of a group of its own. */
  Small apart(String... behaviours) {
    Small grown = this;
    for (String word : behaviours) {
      grown = grown.group("g" + (grown.messages.size() + 1), word);
    }
    return grown;
  }

  Small with(List<MessageSpec> more) {
    List<MessageSpec> all = new ArrayList<>(messages);
    for (MessageSpec message : more) {
      all.add(
          new MessageSpec(
              "m" + (all.size() + 1),
              message.userId(),
              message.group(),
              message.sendAfter(),
              message.behaviour(),
              true,
              message.duration()));
    }
    return new Small(queue, mapping, function, account, all);
  }

  private static MessageSpec message(String word) {
    return MessageSpec.of("m", "u").behaving(Behaviour.parse(word));
  }

  Scenario scenario() {
    return new Scenario("small", "small", queue, mapping, function, messages, List.of())
        .over(queue, mapping, function, account);
  }

  List<MessagePrediction> predicted(String hypothesis) {
    return List.copyOf(
        Hypotheses.byId(hypothesis).orElseThrow().predict(scenario()).messages().values());
  }

  List<MessagePrediction> documented() {
    return predicted("documented");
  }

  /** The prediction of what is documented for the only message. */
  MessagePrediction only() {
    List<MessagePrediction> all = documented();
    if (all.size() != 1) {
      throw new IllegalStateException("there are " + all.size() + " messages");
    }
    return all.get(0);
  }

  static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
