package dev.retrylab.harness.local.sqs.movetask;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The message move tasks of all queues. */
public final class MoveTasks {
  /** What move tasks need of the queues of their account. */
  public interface Queues {
    /** The queue of that ARN, if there is one. */
    Optional<Queue> find(QueueArn arn);

    /** The queues whose redrive policy names this one (fact dlq-list-sources). */
    List<Queue> sourcesOf(Queue deadLetterQueue);
  }

  private static final int KEPT_FOR_EACH_SOURCE = 10;

  private final Map<QueueArn, Deque<MoveTask>> newestFirst = new HashMap<>();
  private final Queues queues;
  private final EngineClock clock;

  public MoveTasks(Queues queues, EngineClock clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * Starts a task.
   *
   * @param destination empty to send each message back to the queue it came from
   * @param ratePerSecond 1..500 messages; empty for as fast as it can
   * @return the handle to cancel it by
   */
  public String start(
      QueueArn source, Optional<QueueArn> destination, Optional<Integer> ratePerSecond) {
    Queue from = source(source);
    if (queues.sourcesOf(from).isEmpty()) {
      throw SqsErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
    }
    destination.ifPresent(arn -> checkDestination(from, arn));
    ratePerSecond.ifPresent(MoveTasks::checkRate);
    // Outside of the lock: whatever asks a queue may answer its receivers.
    MoveTask task = new MoveTask(from, destination, ratePerSecond, clock, queues);
    keep(source, task);
    task.start();
    return task.handle().toString();
  }

  private synchronized void keep(QueueArn source, MoveTask task) {
    Deque<MoveTask> tasks = newestFirst.computeIfAbsent(source, arn -> new ArrayDeque<>());
    if (tasks.stream().anyMatch(MoveTask::isRunning)) {
      throw SqsErrors.invalidParameter(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    tasks.addFirst(task);
    if (tasks.size() > KEPT_FOR_EACH_SOURCE) {
      tasks.removeLast();
    }
  }

  private void checkDestination(Queue from, QueueArn arn) {
    Queue to =
        queues
            .find(arn)
            .orElseThrow(
                () ->
                    SqsErrors.resourceNotFound(
                        "The resource that you specified for the DestinationArn parameter doesn't"
                            + " exist."));
    // The rule is AWS's (sup-move-new-id); its text is not recorded.
    if (to.name().isFifo() != from.name().isFifo()) {
      throw SqsErrors.invalidParameter("Source and destination must be queues of the same type.");
    }
  }

  private static void checkRate(int rate) {
    if (rate < 1 || rate > 500) {
      throw SqsErrors.invalidParameter(
          rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500, if provided.");
    }
  }

  /**
   * The latest tasks of a source, newest first.
   *
   * @param most 1..10
   */
  public synchronized List<MoveTaskReport> list(QueueArn source, int most) {
    if (most < 1 || most > KEPT_FOR_EACH_SOURCE) {
      throw SqsErrors.invalidParameter(
          most, "MaxResults", "Must be between 1 and " + KEPT_FOR_EACH_SOURCE + ", if provided.");
    }
    source(source);
    List<MoveTask> tasks = new ArrayList<>(newestFirst.getOrDefault(source, new ArrayDeque<>()));
    return tasks.stream().limit(most).map(MoveTask::report).toList();
  }

  /**
   * Stops a task that is running.
   *
   * @return how many messages it has moved
   */
  public synchronized int cancel(String handle) {
    MoveTaskHandle wanted = MoveTaskHandle.parse(handle);
    source(wanted.source());
    return newestFirst.getOrDefault(wanted.source(), new ArrayDeque<>()).stream()
        .filter(task -> task.handle().equals(wanted))
        .findFirst()
        .orElseThrow(() -> SqsErrors.resourceNotFound("Task does not exist."))
        .cancel();
  }

  private Queue source(QueueArn source) {
    return queues
        .find(source)
        .orElseThrow(
            () ->
                SqsErrors.resourceNotFound(
                    "The resource that you specified for the SourceArn parameter doesn't exist."));
  }
}
