package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.UUID;

/**
 * An event source mapping: pollers that feed a queue to a function, as many as {@link Scaling} says
 * and the function has environments, so that a batch which was received never waits for one while
 * its visibility timeout runs; some more where the function has reserved concurrency, so that
 * batches beyond it are throttled. On a FIFO queue a group in flight is withheld by the queue
 * itself, so that at most one batch of a group is under way.
 */
public final class EventSourceMapping implements AutoCloseable {
  private final String uuid = UUID.randomUUID().toString();
  private final Pollers pollers;

  /**
   * Creates a mapping; it polls at once.
   *
   * @param target the function's configuration
   * @param function runs it
   * @throws AwsError InvalidParameterValueException where AWS refuses the settings
   */
  public EventSourceMapping(
      Queue queue, FunctionSpec target, Invoker function, MappingSpec spec, EngineClock clock) {
    this(queue, target, function, spec, clock, /* enabled= */ true);
  }

  /** The same; one that is not enabled never polls. */
  public EventSourceMapping(
      Queue queue,
      FunctionSpec target,
      Invoker function,
      MappingSpec spec,
      EngineClock clock,
      boolean enabled) {
    check(queue, target, spec);
    BatchProcessor processor =
        new BatchProcessor(queue, function, spec.reportBatchItemFailures(), clock);
    Scaling scaling = Scaling.of(queue.name().isFifo(), spec, enabled ? places(target) : 0);
    pollers = new Pollers(queue, spec, scaling, processor, clock);
    pollers.start();
  }

  private static int places(FunctionSpec target) {
    int environments = target.maxEnvironments();
    return target.reservedConcurrency().isPresent()
        ? Math.max(
            environments, Math.min(target.reservedConcurrency().getAsInt(), environments) + 4)
        : environments;
  }

  public String uuid() {
    return uuid;
  }

  private static void check(Queue queue, FunctionSpec target, MappingSpec spec) {
    Duration visibility = queue.attributes().visibilityTimeout();
    Duration timeout = target.timeout();
    if (visibility.compareTo(timeout) < 0) { // sup-visibility-error-text
      throw refused(
          "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
              .formatted(visibility.toSeconds(), timeout.toSeconds()));
    }
    boolean window = !spec.batchingWindow().isZero();
    if (queue.name().isFifo() && window) {
      throw refused("Batching window is not supported for FIFO queues");
    }
    int largest = queue.name().isFifo() ? 10 : 10_000;
    if (spec.batchSize() < 1 || spec.batchSize() > largest) {
      throw refused("Batch size must be between 1 and " + largest + ", not " + spec.batchSize());
    }
    if (spec.batchSize() > 10 && !window) { // batch-over-10-needs-window
      throw refused(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
    if (spec.maximumConcurrency().isPresent() && spec.provisionedPollers().isPresent()) {
      throw refused("Maximum concurrency and provisioned mode exclude each other");
    }
  }

  private static AwsError refused(String message) {
    return AwsError.of("InvalidParameterValueException", message, 400);
  }

  /** Stops polling; a batch under way ends as it would. */
  @Override
  public void close() {
    pollers.stop();
  }
}
