package dev.retrylab.harness.experiment;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the deployed consumer does, without a process: it notes the whole batch as received, works
 * through it in order, and after a failure goes on as the scenario says. Its observations go
 * straight to the witness.
 */
final class ScriptedConsumer implements Invoker {
  private static final Map<String, String> BAD_ANSWERS =
      Map.of(
          "answer-empty-id", "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
          "answer-null-id", "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
          "answer-unknown-id", "{\"batchItemFailures\":[{\"itemIdentifier\":\"none\"}]}",
          "answer-misspelt-key", "{\"batchItemFailures\":[{\"itemIdentifer\":\"none\"}]}");

  private final Scenario scenario;
  private final Map<String, Behaviour> behaviours;
  private final Queue deadLetterQueue;
  private final EngineClock clock;
  private final Instant start;
  private final Supplier<Duration> takes;
  private final Consumer<Observation> witness;

  /**
   * @param takes how long each run takes, less than the function timeout; a hang takes all of it
   */
  ScriptedConsumer(
      Scenario scenario,
      Queue deadLetterQueue,
      EngineClock clock,
      Supplier<Duration> takes,
      Consumer<Observation> witness) {
    this.scenario = scenario;
    this.behaviours =
        scenario.messages().stream().collect(toMap(MessageSpec::key, MessageSpec::behaviour));
    this.deadLetterQueue = deadLetterQueue;
    this.clock = clock;
    this.start = clock.instant();
    this.takes = takes;
    this.witness = witness;
  }

  @Override
  public CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload) {
    List<JsonNode> batch = EventRecords.read(payload);
    List<JournalRecord> records =
        batch.stream()
            .map(record -> EventRecords.journal(FunctionRole.CONSUMER, record, requestId))
            .toList();
    for (int i = 0; i < records.size(); i++) {
      witness.accept(new JournalReceived(records.get(i), i + 1, clock.instant()));
    }
    CompletableFuture<InvocationResult> result = new CompletableFuture<>();
    Instant killed = clock.instant().plus(scenario.function().timeout());
    Instant done = clock.instant().plus(takes.get());
    clock.at(done, () -> work(requestId, killed, batch, records, result));
    return result;
  }

  private void work(
      String requestId,
      Instant killed,
      List<JsonNode> batch,
      List<JournalRecord> records,
      CompletableFuture<InvocationResult> result) {
    List<JournalRecord> reported = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      JournalRecord record = records.get(i);
      Behaviour behaviour = behaviour(record);
      List<JournalRecord> behind = records.subList(i + 1, records.size());
      if (leavesOut(record, reported)) {
        outcome(record, RecordOutcome.UNPROCESSED, Optional.empty());
        reported.add(record);
      } else if (behaviour instanceof Behaviour.Hang) {
        clock.at(killed, () -> end(requestId, Ending.TIMED_OUT, result, failure()));
        return;
      } else if (behaviour instanceof Behaviour.Crash) {
        end(requestId, Ending.CRASHED, result, failure());
        return;
      } else if (behaviour instanceof Behaviour.MalformedResponse bad && spoils(bad)) {
        refuse(record, RecordOutcome.BAD_ANSWER, behind);
        // Nobody but the mapping knows that the whole batch has failed.
        end(requestId, Ending.ERROR, result, answer(BAD_ANSWERS.get(bad.word())));
        return;
      } else if (!fails(behaviour, record)) {
        succeed(behaviour, record, batch.get(i));
      } else if (scenario.mapping().reportBatchItemFailures()) {
        outcome(record, RecordOutcome.FAILED, Optional.empty());
        reported.add(record);
      } else {
        refuse(record, RecordOutcome.FAILED, behind);
        end(requestId, Ending.ERROR, result, failure());
        return;
      }
    }
    end(requestId, Ending.OK, result, answer(batchItemFailures(reported)));
  }

  private boolean leavesOut(JournalRecord record, List<JournalRecord> reported) {
    return switch (scenario.partialBatch()) {
      case FAILED_ONLY -> false;
      case STOP_AT_FIRST -> !reported.isEmpty();
      case SKIP_GROUP ->
          record.group().isPresent()
              && reported.stream().anyMatch(other -> other.group().equals(record.group()));
    };
  }

  private Behaviour behaviour(JournalRecord record) {
    return behaviours.get(record.key().orElseThrow());
  }

  private boolean fails(Behaviour behaviour, JournalRecord record) {
    return behaviour instanceof Behaviour.Throw
        || (behaviour instanceof Behaviour.FailTimes some && record.receiveCount() <= some.times())
        || (behaviour instanceof Behaviour.FailSentBefore until
            && record.sentTimestamp().isBefore(start.plus(until.mended())));
  }

  private void succeed(Behaviour behaviour, JournalRecord record, JsonNode event) {
    if (behaviour instanceof Behaviour.Forward) {
      String id =
          EventRecords.send(
              deadLetterQueue,
              event.path("body").asText(),
              record.group().orElseGet(record::messageId));
      outcome(record, RecordOutcome.FORWARDED, Optional.of(id));
    } else {
      outcome(record, RecordOutcome.SUCCEEDED, Optional.empty());
    }
  }

  private boolean spoils(Behaviour.MalformedResponse bad) {
    return scenario.mapping().reportBatchItemFailures() && bad.failsBatch();
  }

  private void refuse(JournalRecord record, RecordOutcome outcome, List<JournalRecord> behind) {
    outcome(record, outcome, Optional.empty());
    behind.forEach(other -> outcome(other, RecordOutcome.UNPROCESSED, Optional.empty()));
  }

  private static String batchItemFailures(List<JournalRecord> reported) {
    return reported.stream()
        .map(record -> "{\"itemIdentifier\":\"%s\"}".formatted(record.messageId()))
        .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"));
  }

  private void outcome(JournalRecord record, RecordOutcome outcome, Optional<String> forwarded) {
    witness.accept(
        new JournalOutcome(record, outcome, Optional.empty(), forwarded, clock.instant()));
  }

  private void end(
      String requestId,
      Ending ending,
      CompletableFuture<InvocationResult> result,
      InvocationResult answer) {
    witness.accept(
        new InvocationEnded(
            FunctionRole.CONSUMER, requestId, ending, Optional.empty(), clock.instant()));
    result.complete(answer);
  }

  private static InvocationResult failure() {
    return new FunctionError("{}".getBytes(StandardCharsets.UTF_8));
  }

  private static InvocationResult answer(String json) {
    return new Returned(json.getBytes(StandardCharsets.UTF_8));
  }
}
