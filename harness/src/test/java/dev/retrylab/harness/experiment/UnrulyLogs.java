package dev.retrylab.harness.experiment;

import dev.retrylab.harness.experiment.ArticleLogs.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * CloudWatch Logs on a bad day: events come late, out of order and twice, pages are short or empty
 * and yet not the last, and calls are throttled or fail in the middle of a page.
 */
final class UnrulyLogs implements CloudWatchLogsClient {
  /** How the day is. */
  record Habits(long seed, int mostLagSeconds, int failuresInTen, int pageSize) {
    static Habits perfect() {
      return new Habits(0, 0, 0, 1000);
    }
  }

  private record Event(Line line, Instant ingested) {}

  private final InstantSource clock;
  private final Habits habits;
  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private List<FilteredLogEvent> rest = List.of();

  UnrulyLogs(InstantSource clock, Habits habits, List<Line> lines) {
    this.clock = clock;
    this.habits = habits;
    this.random = new Random(habits.seed());
    Function<Line, Duration> lag =
        line -> Duration.ofMillis(random.nextInt(habits.mostLagSeconds() * 1000 + 1));
    lines.forEach(line -> events.add(new Event(line, line.at().plus(lag.apply(line)))));
  }

  @Override
  public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
    if (random.nextInt(10) < habits.failuresInTen()) {
      throw CloudWatchLogsException.builder()
          .statusCode(random.nextBoolean() ? 500 : 503)
          .message("not now")
          .build();
    }
    if (request.nextToken() == null) {
      rest = answers(request);
    }
    int size = Math.min(rest.size(), random.nextInt(habits.pageSize() + 1));
    size = habits.pageSize() >= 1000 ? rest.size() : size;
    List<FilteredLogEvent> page = rest.subList(0, size);
    rest = rest.subList(size, rest.size());
    return FilterLogEventsResponse.builder()
        .events(page)
        .nextToken(rest.isEmpty() ? null : "more")
        .build();
  }

  private List<FilteredLogEvent> answers(FilterLogEventsRequest request) {
    List<FilteredLogEvent> found = new ArrayList<>();
    for (Event event : events) {
      boolean there = !event.ingested().isAfter(clock.instant());
      boolean asked =
          event.line().group().equals(request.logGroupName())
              && event.line().at().toEpochMilli() >= request.startTime();
      if (there && asked) {
        found.add(answer(event));
        if (habits.pageSize() < 1000 && random.nextInt(4) == 0) {
          found.add(answer(event));
        }
      }
    }
    if (habits.pageSize() < 1000) {
      Collections.shuffle(found, random);
    }
    return List.copyOf(found);
  }

  private static FilteredLogEvent answer(Event event) {
    return FilteredLogEvent.builder()
        .eventId(event.line().id())
        .logStreamName("stream")
        .timestamp(event.line().at().toEpochMilli())
        .ingestionTime(event.ingested().toEpochMilli())
        .message(event.line().message())
        .build();
  }

  @Override
  public String serviceName() {
    return "logs";
  }

  @Override
  public void close() {}
}
