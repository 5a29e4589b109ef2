package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.SerialTasks;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pollers of a mapping: those that have a batch under way, as many as its {@link Scaling}
 * allows, and one more that waits for the next message while there may be another.
 *
 * <p>All that they do are serial tasks: what follows from a step never runs inside it, so that a
 * thousand batches, or ten thousand messages in one, need no deeper stack than one.
 */
final class Pollers {
  /** Before another receives in the place of one that could not: an assumption. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Queue queue;
  private final MappingSpec spec;
  private final Scaling scaling;
  private final BatchProcessor processor;
  private final EngineClock clock;
  private final SerialTasks steps;
  private final Set<Poller> busy = Collections.newSetFromMap(new IdentityHashMap<>());
  private Optional<Poller> waiting = Optional.empty();
  private boolean growing;
  private boolean stopped;

  Pollers(
      Queue queue, MappingSpec spec, Scaling scaling, BatchProcessor processor, EngineClock clock) {
    this.queue = queue;
    this.spec = spec;
    this.scaling = scaling;
    this.processor = processor;
    this.clock = clock;
    this.steps = new SerialTasks("A poller of " + queue.name(), clock.failures());
  }

  /** Polls until it is stopped. */
  void start() {
    steps.run(this::open);
  }

  /** Lets the batches under way end and takes no other. */
  void stop() {
    steps.run(
        () -> {
          stopped = true;
          List.copyOf(busy).forEach(Poller::cancel);
          waiting.ifPresent(Poller::cancel);
        });
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Takes a step of a poller. One that fails inside the engine loses its batch, which comes back to
   * the queue by itself, but not its place.
   */
  void step(Poller poller, Runnable work) {
    steps.run(
        () -> {
          try {
            work.run();
          } catch (Throwable failure) {
            failed(poller, failure);
          }
        });
  }

  private void failed(Poller poller, Throwable failure) {
    poller.leave();
    busy.remove(poller);
    waiting = waiting.filter(other -> other != poller);
    if (failure instanceof AwsError refused && refused.code().equals("QueueDoesNotExist")) {
      stopped = true;
    } else {
      clock.failures().report("A poller of " + queue.name(), failure);
      clock.at(clock.instant().plus(PAUSE), this::start);
    }
  }

  /** Opens a poller where none waits and there is a place for its batch. */
  private void open() {
    if (stopped || waiting.isPresent()) {
      return;
    }
    if (busy.size() < scaling.now()) {
      Poller next = new Poller(queue, spec, clock, this);
      waiting = Optional.of(next);
      step(next, next::receive);
    } else if (scaling.canGrow() && !growing) {
      growing = true;
      clock.at(clock.instant().plus(Scaling.STEP), () -> steps.run(this::grow));
    }
  }

  private void grow() {
    growing = false;
    if (busy.size() >= scaling.now() && queue.counts().visible() > 0) {
      scaling.grow();
    }
    open();
  }

  /** The poller has the first messages of its batch. */
  void began(Poller poller) {
    waiting = waiting.filter(other -> other != poller);
    busy.add(poller);
    open();
  }

  /** A long poll has ended without any message. */
  void foundNothing() {
    scaling.goBack(busy.size());
  }

  /** The poller's batch is full, or its window is over. */
  void gathered(Poller poller, Batch batch) {
    processor.process(batch, () -> step(poller, () -> done(poller)));
  }

  private void done(Poller poller) {
    busy.remove(poller);
    open();
  }
}
