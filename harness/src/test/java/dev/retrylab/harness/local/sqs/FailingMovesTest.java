package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.clock.FaultyClock;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Moves between queues in which one call after the other throws, each in a run of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailingMovesTest {
  private final SteppedClock clock = SteppedClock.atNoon();

  /** What a receiver, or whoever starts a task, was told itself. */
  private final List<Throwable> thrown = new ArrayList<>();

  private Faults faults;
  private SqsEngine engine;
  private Queue dlq;
  private Queue source;

  private void queues(long failingCall) {
    faults = new Faults(failingCall, /* error= */ true);
    engine = new SqsEngine(new FaultyClock(clock, faults));
    dlq = engine.createQueue(new QueueName("dlq"), Map.of(), Map.of());
    source =
        engine.createQueue(
            new QueueName("source"),
            Map.of("RedrivePolicy", new RedrivePolicy(dlq.arn(), 1).toJson()),
            Map.of());
    SteppedSqs.send(source, "m1", "m2");
    SteppedSqs.receive(source, 10);
    clock.advance(Duration.ofSeconds(30));
  }

  private void attempt(Runnable verb) {
    try {
      verb.run();
    } catch (Throwable failure) {
      thrown.add(failure);
    }
  }

  @Test
  void a_redrive_policy_loses_no_message_and_stops_at_none() {
    int calls = 0;
    for (int call = 1; call == 1 || faults.thrown().isPresent(); call++) {
      thrown.clear();
      queues(call);
      faults.begin();
      attempt(() -> SteppedSqs.receive(source, 10));
      faults.end();
      assertHeard();
      Conservation.assertOf(engine);
      clock.advance(Duration.ofSeconds(31));
      SteppedSqs.receive(source, 10);
      assertThat(dlq.counts()).as("call %d", call).isEqualTo(new MessageCounts(2, 0, 0));
      assertThat(source.counters().deadLettered()).isEqualTo(2);
      calls = call;
    }
    assertThat(calls).isGreaterThan(6);
  }

  @Test
  void a_move_task_loses_no_message() {
    int calls = 0;
    for (int call = 1; call == 1 || faults.thrown().isPresent(); call++) {
      thrown.clear();
      queues(call);
      SteppedSqs.receive(source, 10);
      faults.begin();
      attempt(() -> engine.moveTasks().start(dlq.arn(), Optional.empty(), Optional.empty()));
      clock.advance(Duration.ofSeconds(1));
      faults.end();
      assertHeard();
      Conservation.assertOf(engine);
      calls = call;
    }
    assertThat(calls).isGreaterThan(6);
  }

  private void assertHeard() {
    List<Throwable> heard = new ArrayList<>(thrown);
    clock.takeFailures().forEach(failure -> heard.add(failure.cause()));
    faults.thrown().ifPresent(fault -> assertThat(heard).contains(fault));
    assertThat(clock.holds()).isZero();
  }
}
