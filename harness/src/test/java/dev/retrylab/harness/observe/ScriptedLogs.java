package dev.retrylab.harness.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs that answers with the pages it was given; the last of a group has no token. */
final class ScriptedLogs implements CloudWatchLogsClient {
  final List<FilterLogEventsRequest> requests = new ArrayList<>();
  private final Map<String, List<List<FilteredLogEvent>>> groups = new HashMap<>();
  private final Map<String, Function<Optional<String>, String>> tokens = new HashMap<>();

  /** Sets what a group answers from now on. */
  ScriptedLogs answering(String group, List<List<FilteredLogEvent>> pages) {
    groups.put(group, pages);
    return this;
  }

  /** Sets that a group answers the same page for ever, each time with a token of its own. */
  ScriptedLogs withTokens(
      String group, List<FilteredLogEvent> page, Function<Optional<String>, String> next) {
    groups.put(group, List.of(page));
    tokens.put(group, next);
    return this;
  }

  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    requests.add(request);
    if (tokens.containsKey(request.logGroupName())) {
      return FilterLogEventsResponse.builder()
          .events(groups.get(request.logGroupName()).get(0))
          .nextToken(
              tokens.get(request.logGroupName()).apply(Optional.ofNullable(request.nextToken())))
          .build();
    }
    List<List<FilteredLogEvent>> pages = groups.get(request.logGroupName());
    if (pages == null) {
      throw ResourceNotFoundException.builder().message("no such group").build();
    }
    int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    boolean last = page >= pages.size() - 1;
    return FilterLogEventsResponse.builder()
        .events(pages.isEmpty() ? List.of() : pages.get(page))
        .nextToken(last ? null : Integer.toString(page + 1))
        .build();
  }

  @Override
  public String serviceName() {
    return CloudWatchLogsClient.SERVICE_NAME;
  }

  @Override
  public void close() {}
}
