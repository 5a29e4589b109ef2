package dev.retrylab.harness.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Two workers that send, receive and delete in batches of ten, as fast as they can. */
final class Load {
  private static final int WORKERS = 2;
  private static final int BATCH = 10;

  /** FIFO groups of each worker. */
  private static final int GROUPS = 100;

  private final ServerProcess server;
  private final SqsClient client;
  private final String queue;
  private final boolean fifo;
  private final long[] numbers = new long[WORKERS];

  Load(ServerProcess server, boolean fifo) {
    this.server = server;
    this.fifo = fifo;
    this.client = SqsClients.client(server.uri());
    this.queue = SqsClients.queue(client, "load", fifo);
  }

  /**
   * What was done in some time.
   *
   * @param perSecond messages deleted in each second
   * @param serverMicros CPU time of the server for one message
   * @param clientMicros CPU time of this process for one message
   */
  record Result(List<Long> perSecond, double serverMicros, double clientMicros) {
    double throughput() {
      return perSecond.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** The last seconds against the first, in percent. */
    double flatness(int seconds) {
      int end = perSecond.size();
      return 100.0
          * sum(perSecond.subList(end - seconds, end))
          / sum(perSecond.subList(0, seconds));
    }
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Works for some seconds. */
  Result run(int seconds) throws InterruptedException {
    AtomicLongArray done = new AtomicLongArray(seconds);
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    Duration serverBefore = server.cpu();
    Duration clientBefore = clientCpu();
    List<Thread> workers = new ArrayList<>();
    for (int w = 0; w < WORKERS; w++) {
      int worker = w;
      Thread thread = new Thread(() -> work(worker, start, end, done));
      thread.start();
      workers.add(thread);
    }
    for (Thread worker : workers) {
      worker.join();
    }
    Duration serverCpu = server.cpu().minus(serverBefore);
    Duration clientCpu = clientCpu().minus(clientBefore);
    List<Long> perSecond = IntStream.range(0, seconds).mapToObj(done::get).toList();
    double messages = sum(perSecond);
    return new Result(
        perSecond, serverCpu.toNanos() / 1e3 / messages, clientCpu.toNanos() / 1e3 / messages);
  }

  private static Duration clientCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void work(int worker, long start, long end, AtomicLongArray done) {
    while (System.nanoTime() < end) {
      send(worker);
      List<Message> messages =
          client.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(BATCH)).messages();
      if (!messages.isEmpty()) {
        delete(messages);
        int second = (int) ((System.nanoTime() - start) / 1_000_000_000L);
        if (second < done.length()) {
          done.addAndGet(second, messages.size());
        }
      }
    }
  }

  private void send(int worker) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      entries.add(entry(i, worker, numbers[worker]++));
    }
    client.sendMessageBatch(r -> r.queueUrl(queue).entries(entries));
  }

  private SendMessageBatchRequestEntry entry(int i, int worker, long number) {
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder()
            .id("e" + i)
            .messageBody("{\"user_id\":\"2\",\"key\":\"m" + number + "\"}");
    if (fifo) {
      entry
          .messageGroupId("g" + worker + "-" + number % GROUPS)
          .messageDeduplicationId(worker + "-" + number);
    }
    return entry.build();
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id("e" + i)
              .receiptHandle(messages.get(i).receiptHandle())
              .build());
    }
    client.deleteMessageBatch(r -> r.queueUrl(queue).entries(entries));
  }
}
