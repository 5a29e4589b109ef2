package dev.retrylab.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients that wait 20 s for a message, again and again. */
final class LongPolls {
  private final AtomicInteger messages = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private LongPolls() {}

  /** Opens so many, each on a connection of its own. */
  static LongPolls open(SqsClient client, String queue, int number) throws InterruptedException {
    LongPolls polls = new LongPolls();
    CountDownLatch begun = new CountDownLatch(number);
    for (int i = 0; i < number; i++) {
      Thread thread =
          new Thread(
              () -> {
                begun.countDown();
                polls.poll(client, queue);
              });
      thread.setDaemon(true);
      thread.start();
      polls.threads.add(thread);
    }
    begun.await();
    return polls;
  }

  private void poll(SqsClient client, String queue) {
    while (!stopped) {
      try {
        messages.addAndGet(
            client.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages().size());
      } catch (SdkException e) {
        // The server was stopped, or this client.
        return;
      }
    }
  }

  int messages() {
    return messages.get();
  }

  void stop() {
    stopped = true;
    threads.forEach(Thread::interrupt);
  }
}
