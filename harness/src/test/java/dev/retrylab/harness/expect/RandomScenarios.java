package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Scenarios of a few messages with all behaviours, in few groups so that they meet. */
final class RandomScenarios extends DomainContextBase {

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Combinators.combine(
            messages(),
            Arbitraries.of(QueueType.values()),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(true, false),
            Arbitraries.of(PartialBatch.values()))
        .as(RandomScenarios::scenario);
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
            Behaviour.parse("answer-empty-object"),
            new Behaviour.FailTimes(1),
            new Behaviour.FailTimes(2));
    return Combinators.combine(behaviours, Arbitraries.of("a", "b", "c"))
        .as((behaviour, group) -> MessageSpec.of("m", "u").behaving(behaviour).inGroup(group))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(RandomScenarios::numbered);
  }

  private static List<MessageSpec> numbered(List<MessageSpec> messages) {
    return Small.fifo().with(messages).messages();
  }

  private static Scenario scenario(
      List<MessageSpec> messages,
      QueueType type,
      int limit,
      int batchSize,
      boolean reports,
      PartialBatch partialBatch) {
    Small small = Small.fifo().type(type).maxReceives(limit).batches(batchSize).with(messages);
    return (reports ? small.reportingItemFailures().partialBatch(partialBatch) : small).scenario();
  }
}
