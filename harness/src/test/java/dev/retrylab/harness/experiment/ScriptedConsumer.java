package dev.retrylab.harness.experiment;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FailRate;
import dev.retrylab.harness.scenario.FailWithVisibility;
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
  private final Map<String, MessageSpec> messages;
  private final Queue source;
  private final Queue deadLetterQueue;
  private final EngineClock clock;
  private final Instant start;
  private final Supplier<Duration> takes;
  private final Consumer<Observation> witness;

  /**
   * @param start when the run started
   * @param takes how long each run takes besides working on its records, less than the function
   *     timeout; a hang takes all of it
   */
  ScriptedConsumer(
      Scenario scenario,
      Queue source,
      Queue deadLetterQueue,
      EngineClock clock,
      Instant start,
      Supplier<Duration> takes,
      Consumer<Observation> witness) {
    this.scenario = scenario;
    this.messages = scenario.messages().stream().collect(toMap(MessageSpec::key, same -> same));
    this.source = source;
    this.deadLetterQueue = deadLetterQueue;
    this.clock = clock;
    this.start = start;
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
    Run run =
        new Run(requestId, clock.instant().plus(scenario.function().timeout()), batch, records);
    clock.at(clock.instant().plus(takes.get()), () -> run.from(0));
    return run.result;
  }

  /** One invocation, which works through its records one after the other. */
  private final class Run {
    private final String requestId;
    private final Instant killed;
    private final List<JsonNode> batch;
    private final List<JournalRecord> records;
    private final List<JournalRecord> reported = new ArrayList<>();
    private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();

    private Run(
        String requestId, Instant killed, List<JsonNode> batch, List<JournalRecord> records) {
      this.requestId = requestId;
      this.killed = killed;
      this.batch = batch;
      this.records = records;
    }

    private void from(int first) {
      for (int i = first; i < records.size(); i++) {
        JournalRecord record = records.get(i);
        if (leavesOut(record, reported)) {
          outcome(record, RecordOutcome.UNPROCESSED, Optional.empty());
          reported.add(record);
          continue;
        }
        int here = i;
        Duration work = message(record).duration();
        if (work.isZero()) {
          if (!act(i)) {
            return;
          }
        } else if (clock.instant().plus(work).isBefore(killed)) {
          clock.at(
              clock.instant().plus(work),
              () -> {
                if (act(here)) {
                  from(here + 1);
                }
              });
          return;
        } else {
          clock.at(killed, () -> end(Ending.TIMED_OUT, failure()));
          return;
        }
      }
      end(Ending.OK, answer(batchItemFailures(reported)));
    }

    /** Does what the behaviour says; gives whether the run goes on. */
    private boolean act(int index) {
      JournalRecord record = records.get(index);
      Behaviour behaviour = message(record).behaviour();
      List<JournalRecord> behind = records.subList(index + 1, records.size());
      if (behaviour instanceof Behaviour.Hang) {
        clock.at(killed, () -> end(Ending.TIMED_OUT, failure()));
        return false;
      }
      if (behaviour instanceof Behaviour.Crash) {
        end(Ending.CRASHED, failure());
        return false;
      }
      if (behaviour instanceof Behaviour.MalformedResponse bad && spoils(bad)) {
        refuse(record, RecordOutcome.BAD_ANSWER, behind);
        // Nobody but the mapping knows that the whole batch has failed.
        end(Ending.ERROR, answer(BAD_ANSWERS.get(bad.word())));
        return false;
      }
      if (behaviour instanceof FailWithVisibility own) {
        setVisibility(batch.get(index), own.atReceive(record.receiveCount()));
      }
      if (!fails(behaviour, record)) {
        succeed(behaviour, record, batch.get(index));
      } else if (scenario.mapping().reportBatchItemFailures()) {
        outcome(record, RecordOutcome.FAILED, Optional.empty());
        reported.add(record);
      } else {
        refuse(record, RecordOutcome.FAILED, behind);
        end(Ending.ERROR, failure());
        return false;
      }
      return true;
    }

    private void end(Ending ending, InvocationResult answer) {
      witness.accept(
          new InvocationEnded(
              FunctionRole.CONSUMER, requestId, ending, Optional.empty(), clock.instant()));
      result.complete(answer);
    }
  }

  private void setVisibility(JsonNode record, Duration timeout) {
    try {
      source.changeVisibility(record.path("receiptHandle").asText(), timeout);
    } catch (AwsError refused) {
      // The message is visible again, or gone: it fails all the same.
    }
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

  private MessageSpec message(JournalRecord record) {
    return messages.get(record.key().orElseThrow());
  }

  private boolean fails(Behaviour behaviour, JournalRecord record) {
    Duration sinceStart = Duration.between(start, clock.instant());
    return behaviour instanceof Behaviour.Throw
        || behaviour instanceof FailWithVisibility
        || (behaviour instanceof Behaviour.FailTimes some && record.receiveCount() <= some.times())
        || (behaviour instanceof Behaviour.FailSentBefore until
            && record.sentTimestamp().isBefore(start.plus(until.mended())))
        || (behaviour instanceof FailRate rate
            && rate.failsAt(record.key().orElseThrow(), record.receiveCount()))
        || (behaviour instanceof FailBetween outage
            && sinceStart.compareTo(outage.from()) >= 0
            && sinceStart.compareTo(outage.to()) < 0);
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

  private static InvocationResult failure() {
    return new FunctionError("{}".getBytes(StandardCharsets.UTF_8));
  }

  private static InvocationResult answer(String json) {
    return new Returned(json.getBytes(StandardCharsets.UTF_8));
  }
}
