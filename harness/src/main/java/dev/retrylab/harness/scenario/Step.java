package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.util.OptionalInt;

/** Something that the harness itself does in the course of a run, besides sending. */
public sealed interface Step {

  /** When, since the start of the run, at the earliest; steps are done one after another. */
  Duration at();

  /** The same step at another time. */
  Step at(Duration time);

  /** What it does, as reports say it. */
  String what();

  /**
   * Receives all messages that are visible in a queue, once each, and deletes none: what looking at
   * messages in the console does.
   *
   * @param visibilityTimeout of these receives, 1 s to 12 h
   */
  record Receive(Duration at, QueueRole queue, Duration visibilityTimeout) implements Step {
    @Override
    public Step at(Duration time) {
      return new Receive(time, queue, visibilityTimeout);
    }

    @Override
    public String what() {
      return "receive from the " + queue.phrase();
    }
  }

  /**
   * Moves all messages of the dead-letter queue by a message move task, and waits for its end.
   *
   * @param to the source queue or the spare queue
   * @param velocity messages a second, 1 to 500; empty for as many as the service likes
   */
  record MoveTask(Duration at, QueueRole to, OptionalInt velocity) implements Step {
    @Override
    public Step at(Duration time) {
      return new MoveTask(time, to, velocity);
    }

    @Override
    public String what() {
      String speed = velocity.isPresent() ? ", %d a second".formatted(velocity.getAsInt()) : "";
      return "move the dead-letter queue to the " + to.phrase() + speed;
    }
  }

  /** Reads what CloudWatch counts of a queue. */
  record ReadMetrics(Duration at, QueueRole queue) implements Step {
    /** NumberOfMessagesSent: what senders sent to the queue since the start of the run. */
    public static final String SENT = "NumberOfMessagesSent";

    /** ApproximateAgeOfOldestMessage, in seconds; that of the last minute before the step. */
    public static final String AGE = "ApproximateAgeOfOldestMessage";

    @Override
    public Step at(Duration time) {
      return new ReadMetrics(time, queue);
    }

    @Override
    public String what() {
      return "read the metrics of the " + queue.phrase();
    }
  }

  /**
   * Changes the source queue for the receives that follow; the queue has its own settings again
   * when the run ends.
   *
   * @param visibilityTimeout 0 s to 12 h, also below the function timeout: Lambda looks at it only
   *     when the mapping is made
   */
  record SetQueue(Duration at, Duration visibilityTimeout) implements Step {
    @Override
    public Step at(Duration time) {
      return new SetQueue(time, visibilityTimeout);
    }

    @Override
    public String what() {
      return "set the visibility timeout of the source queue to "
          + DurationText.print(visibilityTimeout);
    }
  }

  /** Tries to make the spare queue the dead-letter queue of the source queue, and undoes it. */
  record SetDeadLetterQueue(Duration at) implements Step {
    @Override
    public Step at(Duration time) {
      return new SetDeadLetterQueue(time);
    }

    @Override
    public String what() {
      return "make the spare queue the dead-letter queue";
    }
  }
}
