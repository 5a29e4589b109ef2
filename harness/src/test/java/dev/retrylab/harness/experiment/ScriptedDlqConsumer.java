package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the deployed consumer of the dead-letter queue does: it notes what it sees. */
record ScriptedDlqConsumer(EngineClock clock, Consumer<Observation> witness) implements Invoker {
  @Override
  public CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload) {
    EventRecords.read(payload).stream()
        .map(record -> EventRecords.journal(FunctionRole.DLQ_CONSUMER, record, requestId))
        .forEach(record -> witness.accept(new JournalReceived(record, clock.instant())));
    witness.accept(
        new InvocationEnded(
            FunctionRole.DLQ_CONSUMER, requestId, Ending.OK, Optional.empty(), clock.instant()));
    CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    // Not at once: a mapping that is answered while it still asks would go ever deeper.
    clock.at(
        clock.instant(),
        () -> result.complete(new Returned("null".getBytes(StandardCharsets.UTF_8))));
    return result;
  }
}
