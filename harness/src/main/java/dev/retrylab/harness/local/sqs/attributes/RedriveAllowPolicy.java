package dev.retrylab.harness.local.sqs.attributes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which source queues may name this queue as their dead-letter queue.
 *
 * @param sources 1..10 with {@link Permission#BY_QUEUE}, none otherwise
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes, RedriveAllowPolicy</a>
 */
public record RedriveAllowPolicy(Permission permission, List<QueueArn> sources) {
  static final String ATTRIBUTE = "RedriveAllowPolicy";

  private static final String PERMISSION = "redrivePermission";
  private static final String SOURCES = "sourceQueueArns";
  private static final int MOST_SOURCES = 10;

  /** The values of redrivePermission. */
  public enum Permission {
    ALLOW_ALL("allowAll"),
    DENY_ALL("denyAll"),
    BY_QUEUE("byQueue");

    private final String word;

    Permission(String word) {
      this.word = word;
    }
  }

  public RedriveAllowPolicy {
    sources = List.copyOf(sources);
  }

  boolean allows(QueueArn source) {
    return permission == Permission.ALLOW_ALL || sources.contains(source);
  }

  /** Reads the JSON text of the attribute; refuses a bad one in AWS's words. */
  static RedriveAllowPolicy parse(String text) {
    ObjectNode policy = JsonAttribute.object(text).orElseThrow(() -> badFormat(text));
    Set<String> members = new TreeSet<>();
    policy.fieldNames().forEachRemaining(members::add);
    members.removeAll(List.of(PERMISSION, SOURCES));
    if (!members.isEmpty()) {
      throw badFormat(text);
    }
    Permission permission = permission(policy.path(PERMISSION), text);
    List<QueueArn> sources = sources(policy.path(SOURCES), text);
    if (permission == Permission.BY_QUEUE) {
      checkCount(sources.size(), text);
    } else if (!sources.isEmpty()) {
      throw refused(
          text,
          ". To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
    }
    return new RedriveAllowPolicy(permission, sources);
  }

  private static void checkCount(int sources, String text) {
    if (sources == 0) {
      throw refused(
          text,
          ". When you specify the byQueue permission type, you must also specify one or more"
              + " sourceQueueArns values.");
    }
    if (sources > MOST_SOURCES) {
      throw refused(text, ". The maximum number of source queue ARNs you can specify is 10.");
    }
  }

  private static Permission permission(JsonNode given, String text) {
    for (Permission permission : Permission.values()) {
      if (given.isTextual() && given.textValue().equals(permission.word)) {
        return permission;
      }
    }
    throw badFormat(text);
  }

  private static List<QueueArn> sources(JsonNode given, String text) {
    if (!given.isMissingNode() && !given.isArray()) {
      throw badFormat(text);
    }
    List<QueueArn> sources = new ArrayList<>();
    for (JsonNode source : given) {
      QueueArn arn = new QueueArn(source.asText());
      if (!source.isTextual() || !arn.isWellFormed()) {
        throw badFormat(text);
      }
      sources.add(arn);
    }
    return sources;
  }

  private static AwsError badFormat(String text) {
    return refused(text, ", as it\u2019s in an unsupported format.");
  }

  private static AwsError refused(String text, String reason) {
    return SqsErrors.invalidParameter(
        text, ATTRIBUTE, "Amazon SQS can't create the redrive allow policy" + reason);
  }

  /** The attribute's JSON text. */
  String toJson() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode().put(PERMISSION, permission.word);
    if (!sources.isEmpty()) {
      ArrayNode arns = policy.putArray(SOURCES);
      sources.forEach(source -> arns.add(source.value()));
    }
    return policy.toString();
  }
}
