package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.mapping.ScriptedFunction.Run;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue, a function and a mapping between them, on a clock that tests move. */
abstract class MappedQueue {
  static final MappingSpec ONE_BY_ONE = new MappingSpec(1, Duration.ZERO, false);
  static final MappingSpec TEN = new MappingSpec(10, Duration.ZERO, false);
  static final MappingSpec TEN_PARTIAL = new MappingSpec(10, Duration.ZERO, true);
  static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  final SqsEngine sqs = new SqsEngine(clock);

  void reserve(int places, Queue queue, ScriptedFunction function) {
    FunctionSpec target =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4, OptionalInt.of(places));
    EventSourceMapping unused =
        new EventSourceMapping(
            queue,
            target,
            Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT).limit(target, function),
            ONE_BY_ONE,
            clock);
  }

  EventSourceMapping map(Queue queue, ScriptedFunction function, MappingSpec spec) {
    return map(queue, function, spec, 2);
  }

  EventSourceMapping map(
      Queue queue, ScriptedFunction function, MappingSpec spec, int environments) {
    FunctionSpec target =
        new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), environments);
    return new EventSourceMapping(queue, target, function, spec, clock);
  }

  Queue fifo(Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoQueue", "true");
    return sqs.createQueue(new QueueName("source.fifo"), all, Map.of());
  }

  static Map<String, String> redriveTo(Queue dlq, int maxReceiveCount) {
    return Map.of(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(dlq.arn(), maxReceiveCount));
  }

  static void send(Queue queue, String body, String group) {
    queue.send(request(body, group));
  }

  static void sendBatch(Queue queue, String... bodies) {
    queue.sendBatch(List.of(bodies).stream().map(body -> request(body, body)).toList());
  }

  static SendRequest request(String body, String group) {
    return SendRequest.of(body, new MessageGroupId(group))
        .withDeduplicationId(new DeduplicationId(body));
  }

  static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  static ReceiveRequest tenAtOnce() {
    return new ReceiveRequest(10, Duration.ZERO, Optional.empty());
  }

  static Run run(int seconds, String... bodiesAndCounts) {
    List<String[]> pairs =
        List.of(bodiesAndCounts).stream().map(text -> text.split(":", -1)).toList();
    return new Run(
        Duration.ofSeconds(seconds),
        pairs.stream().map(pair -> pair[0]).toList(),
        pairs.stream().map(pair -> pair[1]).toList());
  }
}
