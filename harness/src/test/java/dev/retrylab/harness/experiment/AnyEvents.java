package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.AccountSettings;
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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Scenarios of any settings whose few messages are asynchronous invocations. */
final class AnyEvents extends DomainContextBase {
  private static final QueueSettings STANDARD =
      new QueueSettings(
          QueueType.STANDARD,
          Duration.ofMinutes(1),
          2,
          Duration.ofDays(4),
          Duration.ofDays(14),
          Duration.ZERO);

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Combinators.combine(function(), messages(), Arbitraries.of(1_000, 1_000, 1, 2, 3))
        .as(
            (function, messages, places) ->
                new Scenario(
                        "any",
                        "any",
                        STANDARD,
                        MappingSettings.defaults(),
                        function,
                        messages,
                        List.of(),
                        Trigger.EVENT)
                    .over(
                        STANDARD, MappingSettings.defaults(), function, account(function, places)));
  }

  /** Of a small account no function can have any reserved. */
  private static AccountSettings account(FunctionSettings function, int places) {
    return function.reservedConcurrency().orElse(0) > 0
        ? AccountSettings.defaults()
        : new AccountSettings(places);
  }

  private static Arbitrary<FunctionSettings> function() {
    return Combinators.combine(
            Arbitraries.of(1, 5, 45).map(Duration::ofSeconds),
            Arbitraries.of(0, 1, 2),
            Arbitraries.of(60, 75, 100, 181, 240, 21_600).map(Duration::ofSeconds),
            Arbitraries.of(-1, -1, -1, 0, 1, 2)
                .map(most -> most < 0 ? OptionalInt.empty() : OptionalInt.of(most)),
            Arbitraries.of(OnFailure.values()))
        .as(FunctionSettings::new);
  }

  private static Arbitrary<List<MessageSpec>> messages() {
    Arbitrary<Behaviour> behaviours =
        Arbitraries.of(
            new Behaviour.Succeed(),
            new Behaviour.Forward(),
            new Behaviour.Throw(),
            new Behaviour.Hang(),
            new Behaviour.Crash(),
            Behaviour.parse("answer-unknown-id"),
            Behaviour.parse("answer-empty-object"));
    return Combinators.combine(behaviours, Arbitraries.of(0, 0, 4, 45).map(Duration::ofSeconds))
        .as((behaviour, after) -> MessageSpec.of("m", "u").behaving(behaviour).sentAfter(after))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(AnyEvents::numbered);
  }

  private static List<MessageSpec> numbered(List<MessageSpec> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            i ->
                MessageSpec.of("m" + (i + 1), "u")
                    .behaving(messages.get(i).behaviour())
                    .sentAfter(messages.get(i).sendAfter()))
        .toList();
  }
}
