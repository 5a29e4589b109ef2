package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * What threads do at a queue while no time passes, each with a result to compare. A thread deletes
 * and releases what it received last.
 */
public abstract class QueueActions {
  private static final int MOST_THREADS = 8;

  private final boolean fifo;
  private final String[] handles = new String[MOST_THREADS];
  private final int[] sent = new int[MOST_THREADS];

  QueueActions(boolean fifo) {
    this.fifo = fifo;
  }

  abstract void send(SendRequest request);

  abstract List<ReceivedMessage> receive(ReceiveRequest request);

  abstract void delete(String handle);

  abstract void changeVisibility(String handle, Duration timeout);

  abstract MessageCounts messages();

  /** Sends to one of two groups; the body tells the group, the thread, and how many it sent. */
  @Operation
  public void send(
      @Param(gen = IntGen.class, conf = "1:2") int group,
      @Param(gen = ThreadIdGen.class) int thread) {
    String body = group + "-" + thread + "-" + sent[thread]++;
    send(
        fifo
            ? SendRequest.of(body, new MessageGroupId("" + group))
                .withDeduplicationId(new DeduplicationId(body))
            : SendRequest.of(body));
  }

  /** Receives one message: its body and receive count. */
  @Operation
  public String receive(@Param(gen = ThreadIdGen.class) int thread) {
    List<ReceivedMessage> messages = receive(ReceiveRequest.of(1));
    if (messages.isEmpty()) {
      return "nothing";
    }
    ReceivedMessage message = messages.get(0);
    handles[thread] = message.receiptHandle();
    return message.body() + " received " + message.receiveCount();
  }

  /** Deletes what the thread received last. */
  @Operation
  public String delete(@Param(gen = ThreadIdGen.class) int thread) {
    return told(thread, () -> delete(handles[thread]));
  }

  /** Makes what the thread received last visible again. */
  @Operation
  public String release(@Param(gen = ThreadIdGen.class) int thread) {
    return told(thread, () -> changeVisibility(handles[thread], Duration.ZERO));
  }

  /** How many messages there are. */
  @Operation
  public String counts() {
    MessageCounts now = messages();
    return now.visible() + " visible, " + now.inFlight() + " in flight";
  }

  private String told(int thread, Runnable verb) {
    if (Optional.ofNullable(handles[thread]).isEmpty()) {
      return "no handle";
    }
    try {
      verb.run();
      return "done";
    } catch (AwsError refused) {
      return "refused";
    }
  }
}
