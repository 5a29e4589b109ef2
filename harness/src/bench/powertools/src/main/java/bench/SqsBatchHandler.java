package bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.utilities.JsonConfig;

/** Reads each body into an object and sends it on; what fails is a batch item failure. */
public final class SqsBatchHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final SqsClient sqs = SqsClient.create();
  private final String queueUrl = System.getenv("DLQ_URL");

  /** Made by Lambda, at init. */
  public SqsBatchHandler() {}

  /** A body. */
  public record Order(
      @JsonProperty("user_id") String userId,
      @JsonProperty("run_id") String runId,
      @JsonProperty("key") String key) {}

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      try {
        process(JsonConfig.get().getObjectMapper().readValue(message.getBody(), Order.class));
      } catch (JsonProcessingException | RuntimeException e) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private void process(Order order) throws JsonProcessingException {
    String body = JsonConfig.get().getObjectMapper().writeValueAsString(order);
    sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
  }
}
