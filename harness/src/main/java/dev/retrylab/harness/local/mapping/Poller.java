package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.PendingReceive;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Long-polls the queue until it has a batch, and hands that over. All it does are steps. */
final class Poller {
  /** The longest wait, and the largest batch, that ReceiveMessage allows (lim-receive). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private static final int LARGEST_RECEIVE = 10;

  private final Queue queue;
  private final MappingSpec spec;
  private final EngineClock clock;
  private final Pollers pollers;
  private final Batch batch;
  private PendingReceive receiving = PendingReceive.OVER;
  private boolean left;

  Poller(Queue queue, MappingSpec spec, EngineClock clock, Pollers pollers) {
    this.queue = queue;
    this.spec = spec;
    this.clock = clock;
    this.pollers = pollers;
    this.batch = new Batch(queue.arn().toString());
  }

  void receive() {
    receiving = queue.receive(request(), messages -> pollers.step(this, () -> received(messages)));
  }

  /** Ends the wait that it is in. */
  void cancel() {
    receiving.cancel();
  }

  /** What it is still answered goes back to the queue. */
  void leave() {
    left = true;
  }

  private ReceiveRequest request() {
    Duration rest =
        batch.end().map(end -> Duration.between(clock.instant(), end)).orElse(LONG_POLL);
    Duration wait = rest.compareTo(LONG_POLL) < 0 ? rest : LONG_POLL;
    return new ReceiveRequest(
        Math.min(LARGEST_RECEIVE, spec.batchSize() - batch.size()),
        wait.isNegative() ? Duration.ZERO : wait,
        Optional.empty());
  }

  private void received(List<ReceivedMessage> messages) {
    if (left || pollers.isStopped()) {
      giveBack(messages);
      return;
    }
    Instant now = clock.instant();
    boolean wasEmpty = batch.size() == 0;
    List<ReceivedMessage> beyond = batch.add(messages, now, spec.batchingWindow());
    giveBack(beyond);
    if (batch.size() == 0) {
      pollers.foundNothing();
    } else if (wasEmpty) {
      pollers.began(this);
    }
    boolean full = batch.size() == spec.batchSize() || !beyond.isEmpty();
    if (full || batch.end().filter(end -> !now.isBefore(end)).isPresent()) {
      left = true;
      pollers.gathered(this, batch);
    } else {
      receive();
    }
  }

  private void giveBack(List<ReceivedMessage> messages) {
    if (!messages.isEmpty()) {
      queue.undoReceives(messages.stream().map(ReceivedMessage::receiptHandle).toList());
    }
  }
}
