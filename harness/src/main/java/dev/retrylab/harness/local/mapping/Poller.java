package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.SerialTasks;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.PendingReceive;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One poller of a mapping: long-polls the queue, gathers a batch, has it processed, and polls
 * again. A poller has one batch under way at most.
 *
 * <p>Its steps are serial tasks: a receive that is answered at once does not call the next one from
 * inside its answer, so that ten thousand messages in a batch need no deeper stack than one.
 */
final class Poller {
  /** The longest wait, and the largest batch, that ReceiveMessage allows (lim-receive). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private static final int LARGEST_RECEIVE = 10;

  /** Before a poller that could not receive tries again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Queue queue;
  private final MappingSpec spec;
  private final BatchProcessor processor;
  private final EngineClock clock;
  private final SerialTasks steps;
  private boolean stopped;
  private Batch gathering;
  private PendingReceive receiving = PendingReceive.OVER;

  Poller(Queue queue, MappingSpec spec, BatchProcessor processor, EngineClock clock) {
    this.queue = queue;
    this.spec = spec;
    this.processor = processor;
    this.clock = clock;
    this.steps = new SerialTasks("A poller of " + queue.name(), clock.failures());
    this.gathering = new Batch(queue.arn().toString());
  }

  /** Polls until it is stopped. */
  void poll() {
    step(
        () -> {
          gathering = new Batch(queue.arn().toString());
          receive(gathering);
        });
  }

  /** Lets the batch under way end and takes no other. */
  void stop() {
    step(
        () -> {
          stopped = true;
          receiving.cancel();
        });
  }

  /**
   * Takes a step. One that fails inside the engine loses its batch, which comes back to the queue
   * by itself, but not the poller.
   */
  private void step(Runnable work) {
    steps.run(
        () -> {
          try {
            work.run();
          } catch (Throwable failure) {
            failed(failure);
          }
        });
  }

  private void failed(Throwable failure) {
    if (failure instanceof AwsError refused && refused.code().equals("QueueDoesNotExist")) {
      stopped = true;
    } else {
      clock.failures().report("A poller of " + queue.name(), failure);
      clock.at(clock.instant().plus(PAUSE), this::poll);
    }
  }

  private void receive(Batch batch) {
    if (!stopped) {
      receiving = queue.receive(request(batch), messages -> step(() -> received(batch, messages)));
    }
  }

  private ReceiveRequest request(Batch batch) {
    Duration left =
        batch.end().map(end -> Duration.between(clock.instant(), end)).orElse(LONG_POLL);
    Duration wait = left.compareTo(LONG_POLL) < 0 ? left : LONG_POLL;
    return new ReceiveRequest(
        Math.min(LARGEST_RECEIVE, spec.batchSize() - batch.size()),
        wait.isNegative() ? Duration.ZERO : wait,
        Optional.empty());
  }

  private void received(Batch batch, List<ReceivedMessage> messages) {
    if (stopped || batch != gathering) {
      giveBack(messages);
      return;
    }
    Instant now = clock.instant();
    List<ReceivedMessage> beyond = batch.add(messages, now, spec.batchingWindow());
    giveBack(beyond);
    boolean full = batch.size() == spec.batchSize() || !beyond.isEmpty();
    if (full || batch.end().filter(end -> !now.isBefore(end)).isPresent()) {
      processor.process(batch, this::poll);
    } else {
      receive(batch);
    }
  }

  private void giveBack(List<ReceivedMessage> messages) {
    if (!messages.isEmpty()) {
      queue.undoReceives(messages.stream().map(ReceivedMessage::receiptHandle).toList());
    }
  }
}
