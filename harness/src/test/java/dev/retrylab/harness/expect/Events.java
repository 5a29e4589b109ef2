package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Direct asynchronous invocations for tests. */
record Events(FunctionSettings function, int count) {
  private static final QueueSettings STANDARD =
      new QueueSettings(
          QueueType.STANDARD,
          Duration.ofSeconds(30),
          2,
          Duration.ofDays(4),
          Duration.ofDays(14),
          Duration.ZERO);

  static Events trying(int retryAttempts) {
    return new Events(
        new FunctionSettings(Duration.ofSeconds(5), retryAttempts, Duration.ofHours(6)), 1);
  }

  Events aged(Duration maximumEventAge) {
    return with(maximumEventAge, function.reservedConcurrency(), function.onFailure());
  }

  Events reserving(int concurrency) {
    return with(function.maximumEventAge(), OptionalInt.of(concurrency), function.onFailure());
  }

  Events keeping(OnFailure onFailure) {
    return with(function.maximumEventAge(), function.reservedConcurrency(), onFailure);
  }

  Events times(int events) {
    return new Events(function, events);
  }

  private Events with(Duration age, OptionalInt reserved, OnFailure onFailure) {
    return new Events(
        new FunctionSettings(
            function.timeout(), function.retryAttempts(), age, reserved, onFailure),
        count);
  }

  /** What is documented for the first of them. */
  MessagePrediction predict(String behaviour) {
    return predict("documented", behaviour);
  }

  MessagePrediction predict(String hypothesis, String behaviour) {
    return Hypotheses.byId(hypothesis)
        .orElseThrow()
        .predict(scenario(behaviour))
        .messages()
        .get("m1");
  }

  Scenario scenario(String behaviour) {
    List<MessageSpec> messages =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> MessageSpec.of("m" + i, "u").behaving(Behaviour.parse(behaviour)))
            .toList();
    return new Scenario(
        "events",
        "events",
        STANDARD,
        MappingSettings.defaults(),
        function,
        messages,
        List.of(),
        Trigger.EVENT);
  }
}
