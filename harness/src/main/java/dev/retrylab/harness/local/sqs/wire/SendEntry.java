package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.DeduplicationId;
import dev.retrylab.harness.local.sqs.Digests;
import dev.retrylab.harness.local.sqs.MessageAttribute;
import dev.retrylab.harness.local.sqs.MessageGroupId;
import dev.retrylab.harness.local.sqs.SendReceipt;
import dev.retrylab.harness.local.sqs.SendRequest;
import dev.retrylab.harness.local.sqs.SqsErrors;
import java.util.Map;
import java.util.Optional;

/** One message to send, alone or in a batch. */
final class SendEntry {
  private static final String TRACE_HEADER = "AWSTraceHeader";

  private SendEntry() {}

  static SendRequest read(Input input) {
    return new SendRequest(
        input.required("MessageBody"),
        MessageAttributes.read(input, "MessageAttributes"),
        traceHeader(MessageAttributes.read(input, "MessageSystemAttributes")),
        input.text("MessageGroupId").map(MessageGroupId::new),
        input.text("MessageDeduplicationId").map(DeduplicationId::new),
        input.seconds("DelaySeconds"));
  }

  private static Optional<String> traceHeader(Map<String, MessageAttribute> system) {
    for (String name : system.keySet()) {
      if (!name.equals(TRACE_HEADER)) {
        throw SqsErrors.invalidParameter(
            "Message system attribute name '" + name + "' is invalid.");
      }
    }
    return Optional.ofNullable(system.get(TRACE_HEADER)).map(MessageAttribute::text);
  }

  static ObjectNode write(ObjectNode answer, SendRequest request, SendReceipt receipt) {
    answer.put("MessageId", receipt.messageId().toString());
    answer.put("MD5OfMessageBody", Digests.md5Hex(request.body()));
    if (!request.attributes().isEmpty()) {
      answer.put("MD5OfMessageAttributes", AttributesDigest.of(request.attributes()));
    }
    request
        .traceHeader()
        .map(header -> Map.of(TRACE_HEADER, MessageAttribute.ofText("String", header)))
        .ifPresent(
            system -> answer.put("MD5OfMessageSystemAttributes", AttributesDigest.of(system)));
    receipt.sequenceNumber().ifPresent(n -> answer.put("SequenceNumber", n.toString()));
    return answer;
  }
}
