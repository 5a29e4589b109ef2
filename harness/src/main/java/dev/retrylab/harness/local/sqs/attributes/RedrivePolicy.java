package dev.retrylab.harness.local.sqs.attributes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SqsErrors;

/**
 * After how many receives a message goes to which dead-letter queue.
 *
 * @param maxReceiveCount 1..1000
 */
public record RedrivePolicy(QueueArn deadLetterTarget, int maxReceiveCount) {
  public static final String ATTRIBUTE = "RedrivePolicy";

  /** Reads the JSON text of the attribute; refuses a bad one in AWS's words. */
  static RedrivePolicy parse(String text) {
    ObjectNode policy =
        JsonAttribute.object(text)
            .orElseThrow(() -> refused(text, "Redrive policy is not a valid JSON map."));
    QueueArn target = new QueueArn(member(policy, "deadLetterTargetArn", text).asText());
    // dlq-bad-arn-text: its form is checked before anything is looked up.
    if (!target.isWellFormed()) {
      throw refused(text, "Invalid value for deadLetterTargetArn.");
    }
    return new RedrivePolicy(target, count(member(policy, "maxReceiveCount", text), text));
  }

  private static JsonNode member(JsonNode policy, String name, String text) {
    if (!policy.hasNonNull(name)) {
      throw refused(text, "Redrive policy does not contain mandatory attribute: " + name + ".");
    }
    return policy.get(name);
  }

  /** A number, or a text that is one (fact dlq-string-count-accepted). */
  private static int count(JsonNode given, String text) {
    try {
      int count = Integer.parseInt(given.asText());
      if (count >= 1 && count <= 1000) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Falls through.
    }
    throw refused(
        text,
        "Invalid value for maxReceiveCount: "
            + given.asText()
            + ", valid values are from 1 to 1000 both inclusive.");
  }

  public static AwsError refused(String text, String reason) {
    return SqsErrors.invalidParameter(text, ATTRIBUTE, reason);
  }

  /** The attribute's JSON text, its count a number (fact dlq-policy-int-roundtrip). */
  public String toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("deadLetterTargetArn", deadLetterTarget.value())
        .put("maxReceiveCount", maxReceiveCount)
        .toString();
  }
}
