package dev.retrylab.harness.local.sqs.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whatever threads do at a queue at the same time, it is as if they had done it one after the
 * other: Lincheck looks for what no order explains, by real threads and by going through their
 * interleavings step by step. {@code -Dretrylab.scenarios=100} tries more than a build does, which
 * only goes step by step through a queue that is broken.
 */
@DisplayName("Threads at one queue, against its sequential specification")
class LinearizabilityTest {
  private static final int SCENARIOS = Integer.getInteger("retrylab.scenarios", 3);

  /** What is broken ends with the first scenario that shows it. */
  private static final int ENOUGH_TO_FAIL = 60;

  /** The queue itself. */
  public abstract static class Real extends QueueActions {
    private final Queue queue;

    Real(boolean fifo) {
      super(fifo);
      queue =
          new SqsEngine(SteppedClock.atNoon())
              .createQueue(
                  new QueueName(fifo ? "q.fifo" : "q"),
                  fifo ? Map.of("FifoQueue", "true") : Map.of(),
                  Map.of());
    }

    @Override
    void send(SendRequest request) {
      queue.send(request);
    }

    @Override
    List<ReceivedMessage> receive(ReceiveRequest request) {
      return queue.receiveNow(request);
    }

    @Override
    void delete(String handle) {
      queue.delete(handle);
    }

    @Override
    void changeVisibility(String handle, Duration timeout) {
      queue.changeVisibility(handle, timeout);
    }

    @Override
    MessageCounts messages() {
      return queue.counts();
    }
  }

  public static final class Standard extends Real {
    public Standard() {
      super(/* fifo= */ false);
    }
  }

  public static final class Fifo extends Real {
    public Fifo() {
      super(/* fifo= */ true);
    }
  }

  /** The core of the queue as it would be without its lock. */
  public static class WithoutItsLock extends QueueActions {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final QueueName name = new QueueName("q");
    final QueueState state = new QueueState(name, QueueAttributes.of(name, Map.of()), NOON);

    private final ReceiveMessage receiver =
        new ReceiveMessage(
            state,
            new DeadLetterMoves(
                state, new QueueMonitor(state, clock), arn -> Optional.empty(), clock.failures()));

    public WithoutItsLock() {
      super(/* fifo= */ false);
    }

    @Override
    void send(SendRequest request) {
      SendMessage.send(state, request, NOON);
    }

    @Override
    List<ReceivedMessage> receive(ReceiveRequest request) {
      return receiver.receive(request, NOON);
    }

    @Override
    void delete(String handle) {
      DeleteMessage.delete(state, ReceiptHandle.parse(handle, name));
    }

    @Override
    void changeVisibility(String handle, Duration timeout) {
      ChangeMessageVisibility.change(state, ReceiptHandle.parse(handle, name), timeout, NOON);
    }

    @Override
    MessageCounts messages() {
      return state.messages.counts();
    }
  }

  /** A queue with its lock, which it opens between one count and the other. */
  public static final class CountsInTwoCalls extends WithoutItsLock {
    private static final int LONG = 2_000;

    @Override
    synchronized void send(SendRequest request) {
      super.send(request);
    }

    @Override
    synchronized List<ReceivedMessage> receive(ReceiveRequest request) {
      return super.receive(request);
    }

    @Override
    MessageCounts messages() {
      int visible = oneCall().visible();
      for (int i = 0; i < LONG; i++) {
        Thread.onSpinWait();
      }
      return new MessageCounts(visible, oneCall().inFlight(), 0);
    }

    private synchronized MessageCounts oneCall() {
      return super.messages();
    }

    @Override
    synchronized void delete(String handle) {
      super.delete(handle);
    }

    @Override
    synchronized void changeVisibility(String handle, Duration timeout) {
      super.changeVisibility(handle, timeout);
    }
  }

  private static StressOptions stress(Class<? extends QueueSpecification> specification) {
    return new StressOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(200)
        .threads(3)
        .actorsPerThread(4)
        .actorsBefore(3)
        .actorsAfter(3)
        .sequentialSpecification(specification);
  }

  private static ModelCheckingOptions modelChecking(
      Class<? extends QueueSpecification> specification) {
    return new ModelCheckingOptions()
        .iterations(Math.max(1, SCENARIOS / 3))
        .invocationsPerIteration(40)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        // Ids are random, and so are the ways through maps and patterns: these count as one step.
        .addGuarantee(forClasses(LinearizabilityTest::isOneStep).allMethods().treatAsAtomic())
        .sequentialSpecification(specification);
  }

  private static boolean isOneStep(String className) {
    return className.startsWith("java.util.")
        || className.endsWith(".MessageId")
        || className.endsWith(".ReceiptHandle")
        || className.endsWith(".SendRules");
  }

  private static void onlyWhenAskedFor(String test) {
    String line =
        "LinearizabilityTest.%s is skipped: it takes 10 s; -Dretrylab.scenarios=6 runs it."
            .formatted(test);
    boolean asked = Integer.getInteger("retrylab.scenarios") != null;
    if (!asked) {
      System.out.println(line);
    }
    assumeTrue(asked, line);
  }

  @Test
  @DisplayName("A standard queue under real threads")
  void standard() {
    stress(QueueSpecification.Standard.class).check(Standard.class);
  }

  @Test
  @DisplayName("A FIFO queue under real threads")
  void fifo() {
    stress(QueueSpecification.Fifo.class).check(Fifo.class);
  }

  @Test
  @DisplayName("A standard queue, step by step")
  void standardStepByStep() {
    onlyWhenAskedFor("standardStepByStep");
    modelChecking(QueueSpecification.Standard.class).check(Standard.class);
  }

  @Test
  @DisplayName("A FIFO queue, step by step")
  void fifoStepByStep() {
    onlyWhenAskedFor("fifoStepByStep");
    modelChecking(QueueSpecification.Fifo.class).check(Fifo.class);
  }

  @Test
  @DisplayName("A count that takes two calls is found out by real threads")
  void twoCalls() {
    assertThatThrownBy(
            () ->
                stress(QueueSpecification.Standard.class)
                    .iterations(ENOUGH_TO_FAIL)
                    .minimizeFailedScenario(false)
                    .check(CountsInTwoCalls.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  @DisplayName("The same queue without its lock is found out step by step")
  void withoutItsLockStepByStep() {
    assertThatThrownBy(
            () ->
                modelChecking(QueueSpecification.Standard.class)
                    .iterations(ENOUGH_TO_FAIL)
                    .minimizeFailedScenario(false)
                    .check(WithoutItsLock.class))
        .isInstanceOf(LincheckAssertionError.class);
  }
}
