package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The SQS endpoint: every action of the SQS protocol, by name. */
public final class SqsService implements AwsJsonService {
  /** What stands before the dot in X-Amz-Target. */
  public static final String TARGET_PREFIX = "AmazonSQS";

  private static final String RECEIVE = "ReceiveMessage";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Function<Input, CompletionStage<ObjectNode>>> actions = new HashMap<>();
  private final QueueUrls queues;
  private final ReceiveMessageAction receive;

  /**
   * Serves the queues of an engine.
   *
   * @param endpoint where this service is reached; queue URLs begin with it
   */
  public SqsService(SqsEngine engine, URI endpoint) {
    queues = new QueueUrls(engine, endpoint);
    receive = new ReceiveMessageAction(queues, engine.clock());
    actions.put(RECEIVE, receive::call);
    addQueueActions(engine);
    addMessageActions();
    MoveTaskActions tasks = new MoveTaskActions(engine.moveTasks());
    add("StartMessageMoveTask", tasks::start);
    add("ListMessageMoveTasks", tasks::list);
    add("CancelMessageMoveTask", tasks::cancel);
  }

  private void addQueueActions(SqsEngine engine) {
    QueueActions queueActions = new QueueActions(queues);
    add("CreateQueue", queueActions::create);
    add("GetQueueUrl", queueActions::url);
    add("ListQueues", queueActions::list);
    addSilent("DeleteQueue", input -> engine.deleteQueue(queues.of(input).name()));
    add("GetQueueAttributes", queueActions::attributes);
    addSilent(
        "SetQueueAttributes", input -> queues.of(input).setAttributes(input.texts("Attributes")));
    addSilent("PurgeQueue", input -> queues.of(input).purge());
    addSilent("TagQueue", queueActions::tag);
    addSilent("UntagQueue", input -> queues.of(input).untag(Set.copyOf(input.textList("TagKeys"))));
    add("ListQueueTags", queueActions::tags);
    add("ListDeadLetterSourceQueues", queueActions::deadLetterSources);
  }

  private void addMessageActions() {
    SendMessageActions send = new SendMessageActions(queues);
    add("SendMessage", send::one);
    add("SendMessageBatch", send::batch);
    addForOneAndBatch(
        "DeleteMessage", (queue, entry) -> queue.delete(entry.required("ReceiptHandle")));
    addForOneAndBatch(
        "ChangeMessageVisibility",
        (queue, entry) ->
            queue.changeVisibility(
                entry.required("ReceiptHandle"),
                entry
                    .seconds("VisibilityTimeout")
                    .orElseThrow(() -> SqsErrors.missingParameter("VisibilityTimeout"))));
  }

  /** What is done to one message, by an action of its own or as an entry of a batch. */
  private interface MessageAction {
    void apply(Queue queue, Input entry);
  }

  private void addForOneAndBatch(String name, MessageAction action) {
    addSilent(name, input -> action.apply(queues.of(input), input));
    add(
        name + "Batch",
        input -> {
          Queue queue = queues.of(input);
          return BatchEntries.each(name + "Batch", input, entry -> action.apply(queue, entry));
        });
  }

  private void add(String name, Function<Input, ObjectNode> action) {
    actions.put(name, input -> CompletableFuture.completedFuture(action.apply(input)));
  }

  /** Adds an action whose answer is empty. */
  private void addSilent(String name, Consumer<Input> action) {
    add(
        name,
        input -> {
          action.accept(input);
          return JSON.createObjectNode();
        });
  }

  /** The names of all actions. */
  public Set<String> actions() {
    return actions.keySet();
  }

  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    return call(action, input, Optional.empty());
  }

  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input, Optional<String> trace) {
    Function<Input, CompletionStage<ObjectNode>> known = actions.get(action);
    if (known == null) {
      throw AwsError.of("UnknownOperationException", "SQS has no action \"" + action + "\".", 400);
    }
    return known.apply(new Input(input, trace));
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-1.0";
  }

  @Override
  public String errorType(AwsError error) {
    return "com.amazonaws.sqs#" + error.code();
  }

  @Override
  public void undelivered(String action, ObjectNode input, ObjectNode answer) {
    if (action.equals(RECEIVE)) {
      receive.undelivered(new Input(input, Optional.empty()), answer);
    }
  }
}
