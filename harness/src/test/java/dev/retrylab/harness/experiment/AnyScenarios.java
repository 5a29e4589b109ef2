package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.text.NumberRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Scenarios of any settings, whose few messages meet in few groups, at a few times. */
final class AnyScenarios extends DomainContextBase {

  /** A message that fails is received until then. */
  private static final Duration LONGEST_WITHOUT_DLQ = Duration.ofSeconds(90);

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Arbitraries.of(QueueType.values())
        .flatMap(
            type ->
                Combinators.combine(
                        function(), extraVisibility(), queueOf(type), mapping(type), account())
                    .as(AnyScenarios::over)
                    .flatMap(
                        scenario ->
                            Combinators.combine(messages(), changes(scenario.queue()))
                                .as((list, steps) -> with(scenario, list, steps))));
  }

  private static Arbitrary<FunctionSettings> function() {
    Arbitrary<OptionalInt> reserved =
        Arbitraries.of(-1, -1, -1, -1, 0, 1, 1, 2).map(AnyScenarios::unlessNegative);
    return Combinators.combine(
            Arbitraries.of(1, 2, 5, 10, 45),
            reserved,
            Arbitraries.of(PartialBatch.values()).optional())
        .as(
            (timeout, places, partialBatch) ->
                new FunctionSettings(
                    seconds(timeout),
                    1,
                    Duration.ofHours(6),
                    places,
                    OnFailure.DISCARD,
                    partialBatch));
  }

  /** By how much the visibility timeout is longer than the function timeout. */
  private static Arbitrary<Duration> extraVisibility() {
    return Arbitraries.of(0, 1, 7, 25, 60, 190).map(AnyScenarios::seconds);
  }

  private static Arbitrary<QueueSettings> queueOf(QueueType type) {
    Arbitrary<Duration> retention =
        Arbitraries.of(60, 75, 90, 120, 200, 300, 7_200).map(AnyScenarios::seconds);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            retention,
            retention,
            Arbitraries.of(0, 0, 3, 20).map(AnyScenarios::seconds),
            Arbitraries.of(true, true, true, false))
        .as(
            (limit, source, dlq, delay, redrives) ->
                new QueueSettings(
                    type,
                    Duration.ZERO,
                    limit,
                    redrives ? source : min(source, LONGEST_WITHOUT_DLQ),
                    dlq,
                    delay,
                    redrives));
  }

  private static Arbitrary<MappingSettings> mapping(QueueType type) {
    Arbitrary<Duration> windows =
        type == QueueType.FIFO
            ? Arbitraries.just(Duration.ZERO)
            : Arbitraries.of(0, 0, 2, 12).map(AnyScenarios::seconds);
    return Combinators.combine(
            Arbitraries.integers().between(1, 5),
            windows,
            Arbitraries.of(true, false),
            Arbitraries.of(-1, -1, 2, 3).map(AnyScenarios::unlessNegative),
            Arbitraries.of(true, false, false))
        .as(
            (size, window, reports, most, provisioned) ->
                new MappingSettings(
                    size,
                    window,
                    reports,
                    most,
                    provisioned && most.isEmpty()
                        ? Optional.of(new NumberRange(2, 2))
                        : Optional.empty(),
                    /* enabled= */ true,
                    /* dlqEnabled= */ true));
  }

  /** Of a small account no function can have any reserved. */
  private static Arbitrary<AccountSettings> account() {
    return Arbitraries.of(1_000, 1_000, 1, 2, 3, 5).map(AccountSettings::new);
  }

  private static Scenario over(
      FunctionSettings function,
      Duration extra,
      QueueSettings queue,
      MappingSettings mapping,
      AccountSettings account) {
    QueueSettings visible =
        new QueueSettings(
            queue.type(),
            function.timeout().plus(extra),
            queue.maxReceiveCount(),
            queue.retention(),
            queue.dlqRetention(),
            queue.delay(),
            queue.deadLetterQueue());
    AccountSettings possible =
        function.reservedConcurrency().orElse(0) > 0 ? AccountSettings.defaults() : account;
    return new Scenario(
            "any", "any", visible, mapping, function, List.of(MessageSpec.of("m1", "1")), List.of())
        .over(visible, mapping, function, possible);
  }

  private static Arbitrary<List<MessageSpec>> messages() {
    Arbitrary<Behaviour> behaviours =
        Arbitraries.of(
            new Behaviour.Succeed(),
            new Behaviour.Forward(),
            new Behaviour.Throw(),
            new Behaviour.Hang(),
            new Behaviour.Crash(),
            Behaviour.parse("answer-empty-id"),
            Behaviour.parse("answer-null-id"),
            Behaviour.parse("answer-unknown-id"),
            Behaviour.parse("answer-misspelt-key"),
            Behaviour.parse("answer-empty-object"),
            new Behaviour.FailTimes(1),
            new Behaviour.FailTimes(2),
            Behaviour.parse("fail-until 70s"),
            Behaviour.parse("fail-between 10s 100s"),
            Behaviour.parse("fail-between 60s 3m"),
            Behaviour.parse("fail-rate 30%"),
            Behaviour.parse("fail-rate 80%"),
            Behaviour.parse("fail-with-visibility 3s"),
            Behaviour.parse("fail-with-visibility 90s"),
            Behaviour.parse("fail-with-backoff 2s x3 max 1m"));
    Arbitrary<Duration> durations =
        Arbitraries.of(0, 0, 0, 0, 300, 900, 2_000, 4_800, 12_000).map(Duration::ofMillis);
    return Combinators.combine(
            behaviours,
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(0, 0, 0, 4, 45, 100).map(AnyScenarios::seconds),
            durations)
        .as(
            (behaviour, group, after, duration) ->
                MessageSpec.of("m", "u")
                    .behaving(behaviour)
                    .inGroup(group)
                    .sentAfter(after)
                    .lasting(duration))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  /** None in three of four, else one or two. */
  private static Arbitrary<List<Step>> changes(QueueSettings queue) {
    // Without a dead-letter queue what fails would be received without a pause.
    Arbitrary<Duration> timeouts =
        Arbitraries.of(queue.deadLetterQueue() ? 0 : 4, 1, 3, 8, 20, 100)
            .map(AnyScenarios::seconds);
    return Combinators.combine(Arbitraries.of(0, 0, 2, 10, 40).map(AnyScenarios::seconds), timeouts)
        .as((at, timeout) -> (Step) new Step.SetQueue(at, timeout))
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(steps -> steps.stream().sorted(Comparator.comparing(Step::at)).toList())
        .optional(0.25)
        .map(steps -> steps.orElse(List.of()));
  }

  private static Scenario with(Scenario scenario, List<MessageSpec> messages, List<Step> steps) {
    List<MessageSpec> numbered = new ArrayList<>();
    for (MessageSpec one : messages) {
      numbered.add(
          new MessageSpec(
              "m" + (numbered.size() + 1),
              one.userId(),
              one.group(),
              one.sendAfter(),
              one.behaviour(),
              /* behaviourStated= */ true,
              one.duration()));
    }
    return scenario.with(numbered, steps);
  }

  private static OptionalInt unlessNegative(int number) {
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration seconds(int number) {
    return Duration.ofSeconds(number);
  }
}
