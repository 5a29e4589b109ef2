package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The actions that make, find and describe queues. */
record QueueActions(QueueUrls queues) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode create(Input input) {
    QueueName name =
        new QueueName(
            input
                .text("QueueName")
                .orElseThrow(
                    () ->
                        SqsErrors.invalidParameter(
                            "Value for parameter QueueName is invalid. Reason: Must specify a"
                                + " queue name.")));
    return url(queues.engine().createQueue(name, input.texts("Attributes"), input.texts("tags")));
  }

  ObjectNode url(Input input) {
    return url(queues.engine().queue(new QueueName(input.required("QueueName"))));
  }

  private ObjectNode url(Queue queue) {
    return JSON.createObjectNode().put("QueueUrl", queues.urlOf(queue));
  }

  ObjectNode list(Input input) {
    String prefix = input.text("QueueNamePrefix").orElse("");
    List<Queue> found =
        queues.engine().queues().stream()
            .filter(queue -> queue.name().value().startsWith(prefix))
            .toList();
    return Page.of(found, input).answer("QueueUrls", queues::urlOf);
  }

  /** This one action writes its list in lower case. */
  ObjectNode deadLetterSources(Input input) {
    return Page.of(queues.engine().sourcesOf(queues.of(input)), input)
        .answer("queueUrls", queues::urlOf);
  }

  /** GetQueueAttributes may be asked for what the queue could have, and need not have. */
  ObjectNode attributes(Input input) {
    Map<String, String> all = attributes(queues.of(input));
    List<String> wanted = input.textList("AttributeNames");
    if (!wanted.contains("All")) {
      wanted.stream()
          .filter(name -> !all.containsKey(name) && !QueueAttributes.canBeSet(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw SqsErrors.unknownAttribute(name);
              });
      all.keySet().retainAll(wanted);
    }
    return unlessEmpty("Attributes", all);
  }

  private static Map<String, String> attributes(Queue queue) {
    Map<String, String> all = new TreeMap<>(queue.attributes().asMap());
    MessageCounts counts = queue.counts();
    all.put("QueueArn", queue.arn().value());
    all.put("CreatedTimestamp", String.valueOf(queue.createdAt().getEpochSecond()));
    all.put("LastModifiedTimestamp", String.valueOf(queue.modifiedAt().getEpochSecond()));
    all.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    return all;
  }

  void tag(Input input) {
    Map<String, String> tags = input.texts("Tags");
    if (tags.isEmpty()) {
      throw SqsErrors.missingParameter("Tags");
    }
    queues.of(input).tag(tags);
  }

  ObjectNode tags(Input input) {
    return unlessEmpty("Tags", queues.of(input).tags());
  }

  private static ObjectNode unlessEmpty(String member, Map<String, String> texts) {
    ObjectNode answer = JSON.createObjectNode();
    if (!texts.isEmpty()) {
      answer.set(member, JSON.valueToTree(texts));
    }
    return answer;
  }
}
