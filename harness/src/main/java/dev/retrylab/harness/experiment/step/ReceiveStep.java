package dev.retrylab.harness.experiment.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Receives what is visible in a queue until there is no more, and deletes nothing. */
record ReceiveStep(Target target, Step.Receive step) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** lim-batch-10. */
  private static final int LARGEST_BATCH = 10;

  StepOutcome act() {
    List<HarnessReceived> received = new ArrayList<>();
    List<Message> messages = receive();
    while (!messages.isEmpty()) {
      Instant at = target.clock().instant();
      messages.forEach(message -> received.add(new HarnessReceived(record(message), at)));
      messages = receive();
    }
    Map<String, Long> quantities = Map.of(StepPrediction.MESSAGES, (long) received.size());
    return new StepOutcome(quantities, Optional.empty(), received);
  }

  private List<Message> receive() {
    return target
        .sqs()
        .receiveMessage(
            request ->
                request
                    .queueUrl(target.deployment().queueUrl(step.queue()))
                    .maxNumberOfMessages(LARGEST_BATCH)
                    .visibilityTimeout((int) step.visibilityTimeout().toSeconds())
                    .waitTimeSeconds((int) target.clock().longPoll().toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private JournalRecord record(Message message) {
    JsonNode body = body(message.body());
    Map<MessageSystemAttributeName, String> attributes = message.attributes();
    return new JournalRecord(
        step.queue() == QueueRole.DLQ ? FunctionRole.DLQ_CONSUMER : FunctionRole.CONSUMER,
        text(body, "run_id"),
        text(body, "key"),
        text(body, "user_id"),
        message.messageId(),
        Optional.ofNullable(attributes.get(MessageSystemAttributeName.MESSAGE_GROUP_ID)),
        Integer.parseInt(
            attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
        "",
        time(attributes, MessageSystemAttributeName.SENT_TIMESTAMP),
        time(attributes, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP),
        attributes.containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
  }

  private Instant time(
      Map<MessageSystemAttributeName, String> attributes, MessageSystemAttributeName name) {
    return Optional.ofNullable(attributes.get(name))
        .map(Long::valueOf)
        .map(Instant::ofEpochMilli)
        .orElseGet(target.clock()::instant);
  }

  private static Optional<String> text(JsonNode body, String name) {
    return Optional.ofNullable(body.path(name).textValue());
  }

  private static JsonNode body(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }
}
