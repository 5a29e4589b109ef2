package dev.retrylab.harness.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** CloudWatch Logs that answers with the pages it was given; the last of a group has no token. */
final class ScriptedLogs implements CloudWatchLogsClient {
  final List<FilterLogEventsRequest> requests = new ArrayList<>();
  private final Map<String, List<List<FilteredLogEvent>>> groups = new HashMap<>();

  /** Sets what a group answers from now on. */
  ScriptedLogs answering(String group, List<List<FilteredLogEvent>> pages) {
    groups.put(group, pages);
    return this;
  }

  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    requests.add(request);
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
