package dev.retrylab.harness.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** The log service as the SDK's client sees it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogsServiceTest {
  private final SteppedClock clock = SteppedClock.atNoon();
  private final Instant noon = clock.instant();
  private final LogStore store = new LogStore(clock);
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
  private final CloudWatchLogsClient client =
      CloudWatchLogsClient.builder()
          .endpointOverride(endpoint.uri())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  LogsServiceTest() {
    endpoint.mount("Logs_20140328", new LogsService(store));
  }

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  private FilterLogEventsResponse read(Consumer<FilterLogEventsRequest.Builder> more) {
    return client.filterLogEvents(request -> more.accept(request.logGroupName("g")));
  }

  private void append(int count) {
    LogGroup group = store.create("g");
    IntStream.range(0, count).forEach(i -> group.append("stream", "line " + i));
  }

  private static List<String> texts(FilterLogEventsResponse response) {
    return response.events().stream().map(FilteredLogEvent::message).toList();
  }

  @Test
  void an_event_comes_with_all_its_fields() {
    append(1);
    assertThat(read(all -> {}).events())
        .containsExactly(
            FilteredLogEvent.builder()
                .logStreamName("stream")
                .timestamp(noon.toEpochMilli())
                .ingestionTime(noon.toEpochMilli())
                .message("line 0")
                .eventId("g-000000000000")
                .build());
  }

  @Test
  void tokens_lead_through_the_pages_to_the_last_which_has_none() {
    append(5);
    FilterLogEventsResponse first = read(page -> page.limit(2));
    FilterLogEventsResponse second = read(page -> page.limit(2).nextToken(first.nextToken()));
    FilterLogEventsResponse last = read(page -> page.limit(2).nextToken(second.nextToken()));
    assertThat(List.of(texts(first), texts(second), texts(last)))
        .containsExactly(
            List.of("line 0", "line 1"), List.of("line 2", "line 3"), List.of("line 4"));
    assertThat(last.nextToken()).isNull();
  }

  @Test
  void the_window_is_kept() {
    append(1);
    assertThat(texts(read(window -> window.startTime(noon.toEpochMilli() + 1)))).isEmpty();
    assertThat(texts(read(window -> window.endTime(noon.toEpochMilli() - 1)))).isEmpty();
    assertThat(texts(read(window -> window.startTime(noon.toEpochMilli()))))
        .containsExactly("line 0");
  }

  @Test
  void an_unknown_group_is_refused_in_aws_words() {
    assertThatThrownBy(() -> read(all -> {}))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
  }

  @Test
  void a_limit_outside_1_to_10000_is_refused() {
    append(1);
    for (int limit : new int[] {0, -1, 10_001}) {
      assertThatThrownBy(() -> read(page -> page.limit(limit)))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("limit must be 1 to 10000, not " + limit);
    }
  }

  @Test
  void a_token_that_this_service_never_gave_is_refused() {
    append(1);
    for (String token : new String[] {"no token", "!", "bm8", "LTE"}) {
      assertThatThrownBy(() -> read(page -> page.nextToken(token)))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("The specified nextToken is invalid.");
    }
  }

  @Test
  void a_filter_pattern_is_refused_and_not_ignored() {
    append(1);
    assertThatThrownBy(() -> read(filter -> filter.filterPattern("ERROR")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void another_operation_is_unknown() {
    assertThatThrownBy(() -> client.describeMetricFilters())
        .isInstanceOf(CloudWatchLogsException.class)
        .hasMessageContaining("it has no DescribeMetricFilters");
  }
}
