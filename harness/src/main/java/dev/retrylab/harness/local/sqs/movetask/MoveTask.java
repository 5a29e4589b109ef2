package dev.retrylab.harness.local.sqs.movetask;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Moves the messages of a dead-letter queue to another queue, or back to where each came from. They
 * arrive as new messages (sup-move-new-id), and their receives count from the start
 * (move-resets-redrive-count). It ends when as many are moved as there were at its start, or
 * nothing can be received any more; what comes or turns visible later stays (nowhere settled).
 */
final class MoveTask {
  private final MoveTaskHandle handle;
  private final Queue source;
  private final Optional<QueueArn> destination;
  private final Optional<Integer> ratePerSecond;
  private final EngineClock clock;
  private final MoveTasks.Queues queues;
  private final Instant startedAt;
  private final int toMove;
  private final AtomicInteger moved = new AtomicInteger();
  private MoveTaskStatus status = MoveTaskStatus.RUNNING;
  private Optional<String> failureReason = Optional.empty();

  MoveTask(
      Queue source,
      Optional<QueueArn> destination,
      Optional<Integer> ratePerSecond,
      EngineClock clock,
      MoveTasks.Queues queues) {
    this.handle = MoveTaskHandle.random(source.arn());
    this.source = source;
    this.destination = destination;
    this.ratePerSecond = ratePerSecond;
    this.clock = clock;
    this.queues = queues;
    this.startedAt = clock.instant();
    this.toMove = source.counts().visible();
  }

  MoveTaskHandle handle() {
    return handle;
  }

  /** Begins; everything else happens on the clock. */
  void start() {
    clock.at(startedAt, this::step);
  }

  /** Steps run one at a time, on the clock. No lock is held while queues are at work. */
  private void step() {
    try {
      boolean more = isRunning() && moveOne();
      while (more && ratePerSecond.isEmpty()) {
        more = moveOne();
      }
      if (more) {
        clock.at(timeOf(moved.get()), this::step);
      } else {
        end(MoveTaskStatus.COMPLETED, Optional.empty());
      }
    } catch (AwsError e) {
      // move-destination-deleted: what has not been moved stays.
      end(MoveTaskStatus.FAILED, Optional.of(e.visibleCode()));
    } catch (Throwable failure) {
      clock.failures().report("A message move task of " + source.name(), failure);
      end(MoveTaskStatus.FAILED, Optional.of("InternalFailure"));
    }
  }

  /** Says whether there may be more to move. */
  private boolean moveOne() {
    if (moved.get() >= toMove || !source.redriveNext(this::destinationOf)) {
      return false;
    }
    return moved.incrementAndGet() < toMove && isRunning();
  }

  private synchronized void end(MoveTaskStatus how, Optional<String> reason) {
    if (status == MoveTaskStatus.RUNNING) {
      status = how;
      failureReason = reason;
    }
  }

  private Queue destinationOf(Optional<QueueArn> deadLetterSource) {
    QueueArn to =
        destination
            .or(() -> deadLetterSource)
            .orElseThrow(
                () ->
                    AwsError.of(
                        "CouldNotDetermineMessageSource",
                        "The message was sent to the dead-letter queue directly.",
                        400));
    return queues.find(to).orElseThrow(SqsErrors::noSuchQueue);
  }

  private Instant timeOf(int message) {
    Duration second = Duration.ofSeconds(1);
    return startedAt.plus(second.multipliedBy(message).dividedBy(ratePerSecond.orElseThrow()));
  }

  synchronized boolean isRunning() {
    return status == MoveTaskStatus.RUNNING;
  }

  /**
   * Stops it.
   *
   * @return how many messages it has moved; one that is on its way now is not among them
   */
  synchronized int cancel() {
    if (status != MoveTaskStatus.RUNNING) {
      throw SqsErrors.invalidParameter("Only active tasks can be cancelled.");
    }
    status = MoveTaskStatus.CANCELLED;
    return moved.get();
  }

  synchronized MoveTaskReport report() {
    return new MoveTaskReport(
        isRunning() ? Optional.of(handle.toString()) : Optional.empty(),
        status,
        source.arn(),
        destination,
        ratePerSecond,
        moved.get(),
        toMove,
        failureReason,
        startedAt);
  }
}
