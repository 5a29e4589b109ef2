package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Invokes the consumer with the messages of a scenario, asynchronously and one by one. Lambda knows
 * no deduplication: a call that is repeated is another event, and so none is that may have arrived.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
record EventSender(Target target, RunId runId, SentLog log) implements MessageSender {
  @Override
  public void sendDue(List<MessageSpec> due) {
    due.forEach(this::invoke);
  }

  private void invoke(MessageSpec message) {
    Instant at = target.clock().instant();
    log.sending(List.of(message.key()), at);
    try {
      call(EventPayload.write(message, runId, at, target.deployment().queue().type()));
    } catch (SdkException e) {
      SendFailure.settle(e, List.of(message.key()), log, target.clock().instant());
      return;
    }
    String id = EventPayload.messageId(message, runId);
    log.sent(List.of(new Sent(message.key(), message.userId(), id, Optional.empty(), at)));
  }

  private void call(String payload) {
    target
        .invoking()
        .invoke(
            request ->
                request
                    .functionName(target.deployment().consumerFunction())
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(payload)));
  }
}
