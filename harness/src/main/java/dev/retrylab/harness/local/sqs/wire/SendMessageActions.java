package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.Digests;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendOutcome;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SendMessage and SendMessageBatch. */
record SendMessageActions(QueueUrls queues) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TRACE_HEADER = "AWSTraceHeader";

  ObjectNode one(Input input) {
    Queue queue = queues.of(input);
    SendRequest request = read(input);
    return write(JSON.createObjectNode(), input, request, queue.send(request));
  }

  ObjectNode batch(Input input) {
    Queue queue = queues.of(input);
    ObjectNode answer = JSON.createObjectNode();
    List<Input> readable = new ArrayList<>();
    List<SendRequest> requests = new ArrayList<>();
    for (Input entry : BatchEntries.read("SendMessageBatch", input)) {
      try {
        requests.add(read(entry));
        readable.add(entry);
      } catch (AwsError refused) {
        BatchEntries.addFailed(answer, entry, refused);
      }
    }
    if (!requests.isEmpty()) {
      List<SendOutcome> outcomes = queue.sendBatch(requests);
      for (int i = 0; i < requests.size(); i++) {
        add(answer, readable.get(i), requests.get(i), outcomes.get(i));
      }
    }
    return answer;
  }

  private static void add(
      ObjectNode answer, Input entry, SendRequest request, SendOutcome outcome) {
    if (outcome instanceof SendOutcome.Sent sent) {
      write(BatchEntries.addSuccessful(answer, entry), entry, request, sent.receipt());
    } else if (outcome instanceof SendOutcome.Refused refused) {
      BatchEntries.addFailed(answer, entry, refused.error());
    }
  }

  /**
   * A trace header in the HTTP request belongs to every message of it that brings none of its own.
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html">Amazon
   *     SQS and AWS X-Ray</a>
   */
  private static SendRequest read(Input input) {
    return new SendRequest(
        input.required("MessageBody"),
        MessageAttributes.read(input, "MessageAttributes"),
        traceHeader(input).or(input::trace),
        input.text("MessageGroupId").map(MessageGroupId::new),
        input.text("MessageDeduplicationId").map(DeduplicationId::new),
        input.seconds("DelaySeconds"));
  }

  /** The trace header that the request gives as a system attribute: it overrides that of HTTP. */
  private static Optional<String> traceHeader(Input input) {
    Map<String, MessageAttribute> system = MessageAttributes.read(input, "MessageSystemAttributes");
    for (String name : system.keySet()) {
      if (!name.equals(TRACE_HEADER)) {
        throw SqsErrors.invalidParameter(
            "Message system attribute name '" + name + "' is invalid.");
      }
    }
    Optional<MessageAttribute> header = Optional.ofNullable(system.get(TRACE_HEADER));
    header.ifPresent(SendMessageActions::checkTraceHeader);
    return header.map(MessageAttribute::text);
  }

  private static void checkTraceHeader(MessageAttribute header) {
    if (!header.dataType().equals("String") || header.text().isEmpty()) {
      throw SqsErrors.invalidParameter(
          "Message system attribute 'AWSTraceHeader' must contain a non-empty value of type"
              + " 'String'.");
    }
  }

  /**
   * Writes what became of an entry. A trace header that came by HTTP has no digest: it is no
   * attribute of the request.
   */
  private static ObjectNode write(
      ObjectNode answer, Input entry, SendRequest request, SendReceipt receipt) {
    answer.put("MessageId", receipt.messageId().toString());
    answer.put("MD5OfMessageBody", Digests.md5Hex(request.body()));
    if (!request.attributes().isEmpty()) {
      answer.put("MD5OfMessageAttributes", AttributesDigest.of(request.attributes()));
    }
    traceHeader(entry)
        .map(header -> Map.of(TRACE_HEADER, MessageAttribute.ofText("String", header)))
        .ifPresent(
            system -> answer.put("MD5OfMessageSystemAttributes", AttributesDigest.of(system)));
    receipt.sequenceNumber().ifPresent(n -> answer.put("SequenceNumber", n.toString()));
    return answer;
  }
}
