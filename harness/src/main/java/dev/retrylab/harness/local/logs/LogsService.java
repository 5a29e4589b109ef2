package dev.retrylab.harness.local.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.http.AwsJsonService;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * CloudWatch Logs over HTTP, as far as the harness reads it: FilterLogEvents and DescribeLogGroups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">
 *     FilterLogEvents</a>
 */
public final class LogsService implements AwsJsonService {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The most events that a page may hold. */
  private static final int LARGEST_PAGE = 10_000;

  private final LogStore store;

  public LogsService(LogStore store) {
    this.store = store;
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-1.1";
  }

  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    return CompletableFuture.completedFuture(
        switch (action) {
          case "FilterLogEvents" -> filterLogEvents(input);
          case "DescribeLogGroups" -> describeLogGroups(input);
          default -> throw AwsError.notServed(action, 400);
        });
  }

  private ObjectNode describeLogGroups(ObjectNode input) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode groups = answer.putArray("logGroups");
    store
        .names(input.path("logGroupNamePrefix").asText())
        .forEach(name -> groups.addObject().put("logGroupName", name));
    return answer;
  }

  private ObjectNode filterLogEvents(ObjectNode input) {
    if (input.hasNonNull("filterPattern") && !input.path("filterPattern").asText().isBlank()) {
      throw invalid("This engine does not filter: leave filterPattern out.");
    }
    String name = input.path("logGroupName").asText();
    LogGroup group =
        store
            .find(name)
            .orElseThrow(
                () ->
                    AwsError.of(
                        "ResourceNotFoundException",
                        "The specified log group does not exist.",
                        400));
    LogGroup.Page page =
        group.page(
            Instant.ofEpochMilli(input.path("startTime").asLong(0)),
            Instant.ofEpochMilli(input.path("endTime").asLong(Long.MAX_VALUE)),
            start(input),
            limit(input));
    return answer(page);
  }

  private static ObjectNode answer(LogGroup.Page page) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode events = answer.putArray("events");
    for (LogEvent event : page.events()) {
      ObjectNode node = events.addObject();
      node.put("logStreamName", event.logStream());
      node.put("timestamp", event.timestamp().toEpochMilli());
      node.put("ingestionTime", event.timestamp().toEpochMilli());
      node.put("message", event.message());
      node.put("eventId", event.eventId());
    }
    answer.putArray("searchedLogStreams");
    if (page.more()) {
      byte[] token = Integer.toString(page.next()).getBytes(US_ASCII);
      answer.put("nextToken", Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }
    return answer;
  }

  private static int limit(ObjectNode input) {
    int limit = input.path("limit").asInt(LARGEST_PAGE);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw invalid("limit must be 1 to 10000, not " + limit);
    }
    return limit;
  }

  private static int start(ObjectNode input) {
    if (!input.hasNonNull("nextToken")) {
      return 0;
    }
    try {
      byte[] token = Base64.getUrlDecoder().decode(input.path("nextToken").asText());
      return Integer.parseUnsignedInt(new String(token, US_ASCII));
    } catch (IllegalArgumentException e) {
      throw invalid("The specified nextToken is invalid.");
    }
  }

  private static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterException", message, 400);
  }
}
