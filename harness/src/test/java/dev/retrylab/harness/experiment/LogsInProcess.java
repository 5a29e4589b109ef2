package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** A client without a network, for properties that need thousands of calls. */
record LogsInProcess(AwsJsonService service) implements CloudWatchLogsClient {
  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    ObjectNode input =
        JsonNodeFactory.instance
            .objectNode()
            .put("logGroupName", request.logGroupName())
            .put("startTime", request.startTime());
    if (request.nextToken() != null) {
      input.put("nextToken", request.nextToken());
    }
    try {
      return answer(service.call("FilterLogEvents", input).toCompletableFuture().join());
    } catch (AwsError e) {
      throw CloudWatchLogsException.builder()
          .statusCode(e.status())
          .message(e.getMessage())
          .build();
    }
  }

  private static FilterLogEventsResponse answer(ObjectNode json) {
    List<FilteredLogEvent> events = new ArrayList<>();
    for (JsonNode event : json.path("events")) {
      events.add(
          FilteredLogEvent.builder()
              .eventId(event.path("eventId").asText())
              .logStreamName(event.path("logStreamName").asText())
              .timestamp(event.path("timestamp").asLong())
              .ingestionTime(event.path("ingestionTime").asLong())
              .message(event.path("message").asText())
              .build());
    }
    return FilterLogEventsResponse.builder()
        .events(events)
        .nextToken(json.path("nextToken").textValue())
        .build();
  }

  @Override
  public String serviceName() {
    return "logs";
  }

  @Override
  public void close() {}
}
