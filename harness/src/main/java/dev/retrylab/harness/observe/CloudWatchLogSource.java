package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Reads the functions' log groups with FilterLogEvents.
 *
 * <p>Whole groups are read, not streams, since listings of streams lag behind; and to the last
 * page: an empty page with a token is not the end, a page without a token or with an empty one is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">
 *     FilterLogEvents</a>
 */
public final class CloudWatchLogSource implements LogSource {
  private static final int SERVER_ERROR = 500;

  /** Of one page; each attempt of ours is several of the SDK's, which waits longer and longer. */
  private static final int MOST_ATTEMPTS = 3;

  /**
   * So many pages in a row may give a token that was given before. AWS does so while it searches
   * streams in which it finds nothing, and the next pages go on
   * (github.com/boto/boto3/issues/1584).
   */
  private static final int MOST_REPEATED_TOKENS = 20;

  private final CloudWatchLogsClient client;
  private final Map<FunctionRole, String> groups;
  private final InstantSource clock;
  private final Consumer<String> beforeRequest;

  /** Reads as fast as it can. */
  public CloudWatchLogSource(
      CloudWatchLogsClient client, Map<FunctionRole, String> groups, InstantSource clock) {
    this(client, groups, clock, logGroup -> {});
  }

  /**
   * Reads these groups.
   *
   * @param clock for the time at which an event was fetched
   * @param beforeRequest is given the log group before each request, and may wait: the account's
   *     quota is small, and shared with others
   */
  public CloudWatchLogSource(
      CloudWatchLogsClient client,
      Map<FunctionRole, String> groups,
      InstantSource clock,
      Consumer<String> beforeRequest) {
    this.client = client;
    this.groups = Map.copyOf(groups);
    this.clock = clock;
    this.beforeRequest = beforeRequest;
  }

  @Override
  public void read(Instant from, Consumer<List<LogLine>> pages) {
    groups.forEach((function, group) -> readGroup(function, group, from, pages));
  }

  private void readGroup(
      FunctionRole function, String group, Instant from, Consumer<List<LogLine>> pages) {
    Optional<String> token = Optional.empty();
    Set<String> given = new HashSet<>();
    int repeated = 0;
    do {
      FilterLogEventsResponse page = readPatiently(group, from, token);
      Instant fetchedAt = clock.instant();
      pages.accept(
          page.events().stream().map(event -> line(function, group, event, fetchedAt)).toList());
      token = Optional.ofNullable(page.nextToken()).filter(text -> !text.isEmpty());
      repeated = token.isEmpty() || given.add(token.get()) ? 0 : repeated + 1;
      if (repeated > MOST_REPEATED_TOKENS) {
        throw new LogEndUnreachable(group, repeated);
      }
    } while (token.isPresent());
  }

  /** A failure in the middle costs that page, and not all before it. */
  private FilterLogEventsResponse readPatiently(
      String group, Instant from, Optional<String> token) {
    for (int attempt = 1; ; attempt++) {
      try {
        return readPage(group, from, token);
      } catch (LogsUnavailable e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private FilterLogEventsResponse readPage(String group, Instant from, Optional<String> token) {
    FilterLogEventsRequest request =
        FilterLogEventsRequest.builder()
            .logGroupName(group)
            .startTime(from.toEpochMilli())
            .nextToken(token.orElse(null))
            .build();
    beforeRequest.accept(group);
    try {
      return client.filterLogEvents(request);
    } catch (ResourceNotFoundException e) {
      throw new LogGroupMissing(group, e);
    } catch (AwsServiceException e) {
      throw e.isThrottlingException() || e.statusCode() >= SERVER_ERROR
          ? new LogsUnavailable(group, e)
          : e;
    } catch (SdkClientException e) {
      throw e.retryable() || e.getCause() instanceof IOException
          ? new LogsUnavailable(group, e)
          : e;
    }
  }

  private static LogLine line(
      FunctionRole function, String group, FilteredLogEvent event, Instant fetchedAt) {
    return new LogLine(
        function,
        group,
        event.logStreamName(),
        event.eventId(),
        Instant.ofEpochMilli(event.timestamp()),
        Instant.ofEpochMilli(event.ingestionTime()),
        fetchedAt,
        event.message());
  }
}
