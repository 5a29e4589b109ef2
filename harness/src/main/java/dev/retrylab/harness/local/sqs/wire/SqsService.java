package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import dev.retrylab.harness.local.sqs.SqsEngine;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The SQS endpoint: every action of the SQS protocol, by name. */
public final class SqsService implements AwsJsonService {
  /** What stands before the dot in X-Amz-Target. */
  public static final String TARGET_PREFIX = "AmazonSQS";

  private final Map<String, Action> actions = new HashMap<>();
  private final ReceiveMessage receive;

  /**
   * Serves the queues of an engine.
   *
   * @param endpoint where this service is reached; queue URLs begin with it
   */
  public SqsService(SqsEngine engine, URI endpoint) {
    Queues queues = new Queues(engine, endpoint);
    receive = new ReceiveMessage(queues);
    add(receive);
    add(new CreateQueue(queues));
    add(new GetQueueUrl(queues));
    add(new ListQueues(queues));
    add(new DeleteQueue(queues));
    add(new GetQueueAttributes(queues));
    add(new SetQueueAttributes(queues));
    add(new SendMessage(queues));
    add(new SendMessageBatch(queues));
    add(new DeleteMessage(queues));
    add(new DeleteMessageBatch(queues));
    add(new ChangeMessageVisibility(queues));
    add(new ChangeMessageVisibilityBatch(queues));
    add(new PurgeQueue(queues));
    add(new TagQueue(queues));
    add(new UntagQueue(queues));
    add(new ListQueueTags(queues));
    add(new ListDeadLetterSourceQueues(queues));
    add(new StartMessageMoveTask(queues));
    add(new ListMessageMoveTasks(queues));
    add(new CancelMessageMoveTask(queues));
  }

  /** An action's class goes by the action's name. */
  private void add(Action action) {
    actions.put(action.getClass().getSimpleName(), action);
  }

  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    return call(action, input, Optional.empty());
  }

  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input, Optional<String> trace) {
    Action known = actions.get(action);
    if (known == null) {
      throw AwsError.of("UnknownOperationException", "SQS has no action \"" + action + "\".", 400);
    }
    return known.call(new Input(input, trace));
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
    if (actions.get(action) == receive) {
      receive.undelivered(new Input(input, Optional.empty()), answer);
    }
  }
}
