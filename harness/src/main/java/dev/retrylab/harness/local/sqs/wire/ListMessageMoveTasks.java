package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.movetask.MoveTaskReport;

record ListMessageMoveTasks(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    QueueArn source = new QueueArn(input.required("SourceArn"));
    int most = input.integer("MaxResults").orElse(1);
    ObjectNode answer = Json.object();
    queues
        .engine()
        .moveTasks()
        .list(source, most)
        .forEach(report -> write(answer.withArray("Results").addObject(), report));
    return answer;
  }

  private static void write(ObjectNode json, MoveTaskReport report) {
    report.handle().ifPresent(handle -> json.put("TaskHandle", handle));
    json.put("Status", report.status().name());
    json.put("SourceArn", report.source().value());
    report.destination().ifPresent(arn -> json.put("DestinationArn", arn.value()));
    report.ratePerSecond().ifPresent(rate -> json.put("MaxNumberOfMessagesPerSecond", rate));
    json.put("ApproximateNumberOfMessagesMoved", report.moved());
    json.put("ApproximateNumberOfMessagesToMove", report.toMove());
    report.failureReason().ifPresent(reason -> json.put("FailureReason", reason));
    json.put("StartedTimestamp", report.startedAt().toEpochMilli());
  }
}
