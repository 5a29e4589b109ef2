package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.ReceiveRequest;
import dev.retrylab.harness.local.sqs.ReceivedMessage;
import dev.retrylab.harness.local.sqs.Receiving;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One poller of a mapping: long-polls the queue, gathers a batch, has it processed, and polls
 * again. A poller has one batch under way at most.
 */
final class Poller {
  /** The longest wait, and the largest batch, that ReceiveMessage allows (lim-receive). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private static final int LARGEST_RECEIVE = 10;

  private final Queue queue;
  private final MappingSpec spec;
  private final BatchProcessor processor;
  private final EngineClock clock;
  private volatile boolean stopped;
  private volatile Receiving receiving = Receiving.OVER;

  Poller(Queue queue, MappingSpec spec, BatchProcessor processor, EngineClock clock) {
    this.queue = queue;
    this.spec = spec;
    this.processor = processor;
    this.clock = clock;
  }

  /** Polls until it is stopped. */
  void poll() {
    gather(List.of(), Instant.MAX);
  }

  /** Lets the batch under way end and takes no other. */
  void stop() {
    stopped = true;
    receiving.cancel();
  }

  private void gather(List<ReceivedMessage> soFar, Instant windowEnd) {
    if (stopped) {
      return;
    }
    Duration left = soFar.isEmpty() ? LONG_POLL : Duration.between(clock.instant(), windowEnd);
    Duration wait = left.compareTo(LONG_POLL) < 0 ? left : LONG_POLL;
    int most = Math.min(LARGEST_RECEIVE, spec.batchSize() - soFar.size());
    receiving =
        queue.receive(
            new ReceiveRequest(most, wait.isNegative() ? Duration.ZERO : wait, Optional.empty()),
            received -> gathered(soFar, received, windowEnd));
  }

  private void gathered(
      List<ReceivedMessage> soFar, List<ReceivedMessage> received, Instant windowEnd) {
    if (stopped) {
      queue.giveBack(received.stream().map(ReceivedMessage::receiptHandle).toList());
      return;
    }
    List<ReceivedMessage> batch = new ArrayList<>(soFar);
    batch.addAll(received);
    if (batch.isEmpty()) {
      poll();
      return;
    }
    Instant end = soFar.isEmpty() ? clock.instant().plus(spec.batchingWindow()) : windowEnd;
    if (batch.size() < spec.batchSize() && clock.instant().isBefore(end)) {
      gather(batch, end);
    } else {
      process(batch, end.minus(spec.batchingWindow()));
    }
  }

  /** The processor completes with the clock held. */
  private void process(List<ReceivedMessage> batch, Instant received) {
    CompletableFuture<?> unused = processor.process(batch, received).thenRun(this::poll);
  }
}
