package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.SendOutcome;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.ArrayList;
import java.util.List;

record SendMessageBatch(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    Queue queue = queues.of(input);
    ObjectNode answer = Json.object();
    List<Input> readable = new ArrayList<>();
    List<SendRequest> requests = new ArrayList<>();
    for (Input entry : BatchEntries.read("SendMessageBatch", input)) {
      try {
        requests.add(SendEntry.read(entry));
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
      SendEntry.write(BatchEntries.addSuccessful(answer, entry), entry, request, sent.receipt());
    } else if (outcome instanceof SendOutcome.Refused refused) {
      BatchEntries.addFailed(answer, entry, refused.error());
    }
  }
}
