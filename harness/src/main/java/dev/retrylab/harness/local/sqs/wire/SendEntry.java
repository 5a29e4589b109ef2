package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.Digests;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Map;
import java.util.Optional;

/** One message to send, alone or in a batch. */
final class SendEntry {
  private static final String TRACE_HEADER = "AWSTraceHeader";

  private SendEntry() {}

  /**
   * A trace header in the HTTP request belongs to every message of it that brings none of its own.
   *
   * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html">Amazon
   *     SQS and AWS X-Ray</a>
   */
  static SendRequest read(Input input) {
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
    header.ifPresent(SendEntry::checkTraceHeader);
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
  static ObjectNode write(
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
