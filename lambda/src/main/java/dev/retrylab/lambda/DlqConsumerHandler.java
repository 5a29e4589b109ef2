package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/**
 * The consumer of the dead-letter queue. It journals each record and always succeeds, whatever the
 * body says. What Lambda put there of a failed asynchronous invocation is journalled by the message
 * in it ({@link FailedInvocation}).
 */
public final class DlqConsumerHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** Called by Lambda, at init. */
  public DlqConsumerHandler() {}

  /** Handles one batch; the response names no failures. */
  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    Journal journal = new Journal("dlq-consumer", context);
    List<ReceivedMessage> batch =
        ReceivedMessage.batchOf(event).stream()
            .map(message -> message.withBody(FailedInvocation.body(message.bodyText())))
            .toList();
    journal.received(batch);
    batch.forEach(message -> journal.outcome(message, Outcome.succeeded()));
    return new SQSBatchResponse(List.of());
  }
}
