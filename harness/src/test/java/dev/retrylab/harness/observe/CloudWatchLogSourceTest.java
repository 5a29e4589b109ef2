package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.CONSUMER_GROUP;
import static dev.retrylab.harness.observe.Lines.FETCHED;
import static dev.retrylab.harness.observe.Lines.START;
import static dev.retrylab.harness.observe.Lines.event;
import static dev.retrylab.harness.observe.Lines.late;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.observe.LogSource.LogEndUnreachable;
import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.ArrayList;
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

  private List<LogLine> read() {
    List<LogLine> lines = new ArrayList<>();
    source.read(START, lines::addAll);
    return lines;
  }

  @Test
  void an_empty_page_with_a_token_is_not_the_end() {
    logs.answering(
        CONSUMER_GROUP,
        List.of(List.of(), List.of(event(FIRST)), List.of(), List.of(event(SECOND))));
    assertThat(read()).containsExactly(FIRST, SECOND);
  }

  @Test
  void each_page_is_asked_for_with_the_same_group_and_start() {
    logs.answering(CONSUMER_GROUP, List.of(List.of(event(FIRST)), List.of(event(SECOND))));
    read();
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
    assertThat(read()).isEmpty();
  }

  @Test
  void an_empty_token_is_the_end() {
    logs.withTokens(CONSUMER_GROUP, List.of(event(FIRST)), token -> "");
    assertThat(read()).containsExactly(FIRST);
    assertThat(logs.requests).hasSize(1);
  }

  @Test
  void a_token_that_comes_again_and_then_goes_on_is_followed() {
    int[] pages = {0};
    logs.withTokens(
        CONSUMER_GROUP,
        List.of(event(FIRST)),
        token -> ++pages[0] <= 21 ? "same" : pages[0] <= 42 ? "next" : null);
    assertThat(read()).hasSize(43).containsOnly(FIRST);
  }

  @Test
  void a_token_that_comes_again_and_again_ends_with_a_sentence() {
    logs.withTokens(CONSUMER_GROUP, List.of(event(FIRST)), token -> "same");
    assertThatThrownBy(this::read)
        .isInstanceOf(LogEndUnreachable.class)
        .hasMessage(
            "Log group /aws/lambda/consumer cannot be read to its end: 21 pages in a row gave a"
                + " nextToken that an earlier page had given. Events behind them would be missing"
                + " from the evidence.");
    assertThat(logs.requests).hasSize(22);
  }

  @Test
  void tokens_that_lead_in_a_circle_end_with_a_sentence() {
    Map<String, String> next = Map.of("a", "b", "b", "c", "c", "a");
    logs.withTokens(CONSUMER_GROUP, List.of(), token -> token.map(next::get).orElse("a"));
    assertThatThrownBy(this::read).isInstanceOf(LogEndUnreachable.class);
    assertThat(logs.requests).hasSize(24);
  }

  @Test
  void a_missing_group_is_an_error_and_not_not_yet() {
    assertThatThrownBy(this::read)
        .isInstanceOf(LogGroupMissing.class)
        .hasMessage(
            "Log group /aws/lambda/consumer does not exist. The stack creates it: deploy the stack"
                + " again, and check the region.");
  }
}
