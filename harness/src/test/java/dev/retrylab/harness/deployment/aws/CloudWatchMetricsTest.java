package dev.retrylab.harness.deployment.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.aws.CloudWatchMetrics.Datapoint;
import dev.retrylab.harness.deployment.aws.CloudWatchMetrics.Source;
import dev.retrylab.harness.experiment.FakePace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloudWatchMetricsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:30Z");

  private final TargetClock pace = new FakePace(START.plusSeconds(200));

  /** Tells the age of each minute so many seconds after it is over, and one send a minute. */
  private Source publishing(Duration late) {
    return (metric, statistic, from, to) -> {
      assertThat(from).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
      return List.of(0, 60, 120, 180).stream()
          .map(from::plusSeconds)
          .filter(minute -> !pace.instant().isBefore(minute.plusSeconds(60).plus(late)))
          .map(
              minute ->
                  new Datapoint(
                      minute,
                      metric.startsWith("NumberOf")
                          ? 1
                          : Duration.between(from, minute).toSeconds()))
          .toList();
    };
  }

  private Map<String, Long> read(Source source) throws InterruptedException {
    return new CloudWatchMetrics(source, pace).read(START);
  }

  @Test
  void are_read_once_the_minute_of_the_step_is_told_and_a_minute_has_passed_since()
      throws InterruptedException {
    assertThat(read(publishing(Duration.ofMinutes(3))))
        .isEqualTo(Map.of("NumberOfMessagesSent", 4L, "ApproximateAgeOfOldestMessage", 180L));
    assertThat(pace.instant()).isBetween(START.plusSeconds(450), START.plusSeconds(520));
  }

  @Test
  void are_what_there_is_after_a_quarter_of_an_hour() throws InterruptedException {
    Source old = (metric, statistic, from, to) -> Arrays.asList(new Datapoint(from, 7));
    assertThat(read(old))
        .isEqualTo(Map.of("NumberOfMessagesSent", 7L, "ApproximateAgeOfOldestMessage", 7L));
    assertThat(pace.instant()).isAfterOrEqualTo(START.plusSeconds(200 + 15 * 60));
  }

  @Test
  void of_an_engine_that_has_one_of_them_not_are_not_waited_for_as_long()
      throws InterruptedException {
    Source all = publishing(Duration.ofMinutes(1));
    Source ageless =
        (metric, statistic, from, to) ->
            metric.equals("ApproximateAgeOfOldestMessage")
                ? List.of()
                : all.read(metric, statistic, from, to);
    assertThat(read(ageless)).isEqualTo(Map.of("NumberOfMessagesSent", 4L));
    // 3 min in which the age would have come with the others, and one in which they are completed.
    assertThat(pace.instant()).isBetween(START.plusSeconds(440), START.plusSeconds(500));
  }

  @Test
  void that_never_came_are_left_out() throws InterruptedException {
    assertThat(read((metric, statistic, from, to) -> List.of())).isEmpty();
  }
}
