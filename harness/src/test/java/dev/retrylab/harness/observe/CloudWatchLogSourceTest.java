package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.CONSUMER_GROUP;
import static dev.retrylab.harness.observe.Lines.FETCHED;
import static dev.retrylab.harness.observe.Lines.START;
import static dev.retrylab.harness.observe.Lines.event;
import static dev.retrylab.harness.observe.Lines.late;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloudWatchLogSourceTest {
  private static final LogLine FIRST = late("e1", 0, 0);
  private static final LogLine SECOND = late("e2", 5, 40);

  private final ScriptedLogs logs = new ScriptedLogs();
  private final CloudWatchLogSource source =
      new CloudWatchLogSource(logs, Map.of(FunctionRole.CONSUMER, CONSUMER_GROUP), () -> FETCHED);

  @Test
  void an_empty_page_with_a_token_is_not_the_end() {
    logs.answering(
        CONSUMER_GROUP,
        List.of(List.of(), List.of(event(FIRST)), List.of(), List.of(event(SECOND))));
    assertThat(source.read(START)).containsExactly(FIRST, SECOND);
  }

  @Test
  void each_page_is_asked_for_with_the_same_group_and_start() {
    logs.answering(CONSUMER_GROUP, List.of(List.of(event(FIRST)), List.of(event(SECOND))));
    source.read(START);
    FilterLogEventsRequest first =
        FilterLogEventsRequest.builder()
            .logGroupName(CONSUMER_GROUP)
            .startTime(START.toEpochMilli())
            .build();
    assertThat(logs.requests).containsExactly(first, first.toBuilder().nextToken("1").build());
  }

  @Test
  void a_group_without_events_gives_no_lines() {
    logs.answering(CONSUMER_GROUP, List.of());
    assertThat(source.read(START)).isEmpty();
  }

  @Test
  void a_missing_group_is_an_error_and_not_not_yet() {
    assertThatThrownBy(() -> source.read(START))
        .isInstanceOf(LogGroupMissing.class)
        .hasMessage(
            "Log group /aws/lambda/consumer does not exist. The stack creates it: deploy the stack"
                + " again, and check the region.");
  }
}
