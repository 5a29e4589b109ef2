package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("No failed event is lost for what its texts hold")
class FailureQueueTest {
  private final SteppedClock clock = SteppedClock.atNoon();
  private final Queue queue =
      new SqsEngine(clock).createQueue(new QueueName("failures"), Map.of(), Map.of());

  private FailedEvent event(String payload, String errorMessage) {
    String error =
        JsonNodeFactory.instance.objectNode().put("errorMessage", errorMessage).toString();
    return new FailedEvent(
        "id",
        payload.getBytes(UTF_8),
        FailedEvent.Condition.RETRIES_EXHAUSTED,
        1,
        new InvocationResult.FunctionError(error.getBytes(UTF_8)),
        clock.instant());
  }

  private ReceivedMessage kept(FailureQueue failures, FailedEvent event) {
    failures.keep(event);
    return queue.receiveNow(ReceiveRequest.of(1)).get(0);
  }

  @ParameterizedTest
  @CsvSource({"fails\\b\\u0000.,fails\uFFFD\uFFFD.", "'',no error message", "plain,plain"})
  void an_error_message_is_made_one_that_the_queue_takes(String message, String kept) {
    String error = message.replace("\\b", "\b").replace("\\u0000", "\0");
    assertThat(
            kept(new FailureQueue.FunctionDeadLetterQueue(queue), event("{}", error)).attributes())
        .containsEntry("ErrorMessage", MessageAttribute.ofText("String", kept));
  }

  @Test
  void of_an_error_message_the_first_1_KB_is_kept() {
    assertThat(
            kept(
                    new FailureQueue.FunctionDeadLetterQueue(queue),
                    event("{}", "x".repeat(2_000_000)))
                .attributes())
        .containsEntry("ErrorMessage", MessageAttribute.ofText("String", "x".repeat(1024)));
  }

  @Test
  void the_event_is_made_one_that_the_queue_takes() {
    FailedEvent event = event("{\"a\":\"\uFFFF\"}", "always");
    assertThat(kept(new FailureQueue.FunctionDeadLetterQueue(queue), event).body())
        .isEqualTo("{\"a\":\"\uFFFD\"}");
    assertThat(kept(new FailureQueue.Destination(queue, "arn:f"), event).body())
        .contains("{\"a\":\"\uFFFD\"}");
  }
}
