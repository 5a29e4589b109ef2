package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.movetask.MoveTaskReport;
import dev.retrylab.harness.local.sqs.movetask.MoveTasks;

/** The actions of message move tasks. */
record MoveTaskActions(MoveTasks tasks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode start(Input input) {
    String handle =
        tasks.start(
            new QueueArn(input.required("SourceArn")),
            input.text("DestinationArn").map(QueueArn::new),
            input.integer("MaxNumberOfMessagesPerSecond"));
    return JSON.createObjectNode().put("TaskHandle", handle);
  }

  ObjectNode cancel(Input input) {
    int moved = tasks.cancel(input.required("TaskHandle"));
    return JSON.createObjectNode().put("ApproximateNumberOfMessagesMoved", moved);
  }

  ObjectNode list(Input input) {
    QueueArn source = new QueueArn(input.required("SourceArn"));
    int most = input.integer("MaxResults").orElse(1);
    ObjectNode answer = JSON.createObjectNode();
    tasks
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
