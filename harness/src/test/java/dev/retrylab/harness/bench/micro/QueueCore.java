package dev.retrylab.harness.bench.micro;

import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The queue in this process: sends, receives and deletes ten messages, before 10,000 others. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QueueCore {
  private static final int BACKLOG = 10_000;
  private static final int BATCH = 10;

  /** Groups of a FIFO queue; 0 is a standard queue. */
  @Param({"0", "1", "10000"})
  public int groups;

  private RunningClock clock;
  private Queue queue;
  private long number;

  /** Made by JMH. */
  public QueueCore() {}

  /** Fills the queue. */
  @Setup(Level.Trial)
  public void fill() {
    clock = RunningClock.start(RunningClock.Pace.REAL);
    SqsEngine engine = new SqsEngine(clock);
    queue =
        groups == 0
            ? engine.createQueue(new QueueName("core"), Map.of(), Map.of())
            : engine.createQueue(new QueueName("core.fifo"), Map.of("FifoQueue", "true"), Map.of());
    for (int i = 0; i < BACKLOG / BATCH; i++) {
      queue.sendBatch(batch());
    }
  }

  /** Ends the clock. */
  @TearDown(Level.Trial)
  public void close() {
    clock.close();
  }

  private List<SendRequest> batch() {
    return IntStream.range(0, BATCH).mapToObj(i -> next()).toList();
  }

  private SendRequest next() {
    long n = number++;
    String body = "{\"user_id\":\"2\",\"key\":\"m" + n + "\"}";
    return groups == 0
        ? SendRequest.of(body)
        : SendRequest.of(body, new MessageGroupId("g" + n % groups))
            .withDeduplicationId(new DeduplicationId("d" + n));
  }

  /** The time of one message. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int sendReceiveDelete() {
    queue.sendBatch(batch());
    List<ReceivedMessage> messages = queue.receiveNow(ReceiveRequest.of(BATCH));
    if (messages.size() != BATCH) {
      throw new IllegalStateException("a receive of " + messages.size());
    }
    messages.forEach(message -> queue.delete(message.receiptHandle()));
    return messages.size();
  }
}
