package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.CONSUMER_GROUP;
import static dev.retrylab.harness.observe.Lines.DLQ_GROUP;
import static dev.retrylab.harness.observe.Lines.FETCHED;
import static dev.retrylab.harness.observe.Lines.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.timeline.FunctionRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

class ObserverPropertiesTest {

  @Property(tries = 300)
  @Label("however events are paged, repeated, delayed and ordered, the same lines are kept")
  void pagingNeverMatters(
      @ForAll @IntRange(max = 12) int consumerLines,
      @ForAll @IntRange(max = 5) int dlqLines,
      @ForAll long seed) {
    List<LogLine> consumer = lines(FunctionRole.CONSUMER, CONSUMER_GROUP, consumerLines);
    List<LogLine> dlqConsumer = lines(FunctionRole.DLQ_CONSUMER, DLQ_GROUP, dlqLines);
    Random random = new Random(seed);
    ScriptedLogs logs = new ScriptedLogs();
    List<LogLine> sunk = new ArrayList<>();
    Observer observer = new Observer(source(logs), START, sunk::addAll);
    for (int poll = 1; poll <= 3; poll++) {
      boolean last = poll == 3;
      logs.answering(CONSUMER_GROUP, pages(last ? consumer : some(consumer, random), random));
      logs.answering(DLQ_GROUP, pages(last ? dlqConsumer : some(dlqConsumer, random), random));
      observer.poll();
    }
    List<LogLine> all = new ArrayList<>(consumer);
    all.addAll(dlqConsumer);
    assertThat(sunk).containsExactlyInAnyOrderElementsOf(all);
    assertThat(observer.events()).isEqualTo(all.size());
  }

  private static CloudWatchLogSource source(ScriptedLogs logs) {
    return new CloudWatchLogSource(
        logs,
        Map.of(FunctionRole.CONSUMER, CONSUMER_GROUP, FunctionRole.DLQ_CONSUMER, DLQ_GROUP),
        () -> FETCHED);
  }

  private static List<LogLine> lines(FunctionRole function, String group, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Lines.line(function, group, group + i, i / 3, i % 4, "line " + i))
        .toList();
  }

  private static List<LogLine> some(List<LogLine> lines, Random random) {
    return lines.stream().filter(line -> random.nextBoolean()).toList();
  }

  /** All lines in any order, some of them twice, on pages of any length, empty ones included. */
  private static List<List<FilteredLogEvent>> pages(List<LogLine> lines, Random random) {
    List<LogLine> all = new ArrayList<>(lines);
    all.addAll(some(lines, random));
    Collections.shuffle(all, random);
    List<List<FilteredLogEvent>> pages = new ArrayList<>();
    int next = 0;
    while (next < all.size()) {
      int end = Math.min(all.size(), next + random.nextInt(4));
      pages.add(all.subList(next, end).stream().map(Lines::event).toList());
      next = end;
    }
    return pages;
  }
}
