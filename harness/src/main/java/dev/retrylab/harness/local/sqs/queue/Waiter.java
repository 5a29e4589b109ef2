package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A receive that waits: a long poll. */
final class Waiter {
  final ReceiveRequest request;
  final Instant end;
  final long order;
  final Consumer<List<ReceivedMessage>> answer;

  Waiter(ReceiveRequest request, Instant end, long order, Consumer<List<ReceivedMessage>> answer) {
    this.request = request;
    this.end = end;
    this.order = order;
    this.answer = answer;
  }

  Instant end() {
    return end;
  }

  long order() {
    return order;
  }
}
