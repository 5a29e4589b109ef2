package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The consumer of the dead-letter queue. It journals each record and always succeeds, whatever the
 * body says: this is where a message's journey ends, and its evidence is the receive itself. What
 * Lambda put there itself, of an asynchronous invocation, is journalled by the message that lies in
 * it ({@link KeptEvent}).
 */
public final class DlqConsumerHandler implements RequestStreamHandler {

  /** Made by Lambda, at init. */
  public DlqConsumerHandler() {}

  /**
   * Handles one batch.
   *
   * @param event of an SQS mapping
   * @param answer gets a batch response without failures
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Journal journal = new Journal("dlq-consumer", context.getLogger());
    List<Receipt> batch =
        Batch.receipts(EventText.read(event), context).stream()
            .map(receipt -> receipt.withBody(KeptEvent.body(receipt.bodyText())))
            .toList();
    journal.received(batch);
    batch.forEach(receipt -> journal.outcome(receipt, Outcome.succeeded()));
    Answer.of(new SQSBatchResponse(List.of())).writeTo(answer);
  }
}
