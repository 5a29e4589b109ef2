package dev.retrylab.harness.cost;

import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a run costs on AWS, by what its log tells: the time that each report of an invocation bills,
 * and the size of the log; the requests to SQS are reckoned from the history.
 *
 * @param messages that were sent
 * @param notes what is assumed, or not known, a sentence each
 */
public record RunCost(Usage usage, int messages, List<String> notes) {
  private static final double MILLION = 1e6;

  public RunCost {
    notes = List.copyOf(notes);
  }

  /** Of a run, from its first send to its last event. */
  public static RunCost of(Scenario scenario, History history, LoggedUsage logged) {
    Polling polling = Polling.of(scenario, length(history));
    List<LoggedUsage.Runs> functions = Stream.of(FunctionRole.values()).map(logged::of).toList();
    long unreported = functions.stream().mapToLong(LoggedUsage.Runs::unreported).sum();
    return new RunCost(
        Usage.of(
            scenario.queue().type(),
            SqsRequests.of(scenario, history, logged) + polling.emptyReceives(),
            functions.stream().mapToLong(LoggedUsage.Runs::invocations).sum(),
            functions.stream().mapToLong(LoggedUsage.Runs::megabyteMilliseconds).sum(),
            logged.bytes(),
            polling.eventPollerHours()),
        history.messages().size(),
        notes(polling, unreported));
  }

  private static Duration length(History history) {
    Instant end = history.start();
    for (MessageHistory message : history.messages()) {
      List<Event> events = message.events();
      Instant last = events.get(events.size() - 1).at();
      end = last.isAfter(end) ? last : end;
    }
    return Duration.between(history.start(), end);
  }

  private static List<String> notes(Polling polling, long unreported) {
    List<String> notes = new ArrayList<>();
    notes.add(
        String.format(
            Locale.ROOT,
            "No log tells the SQS requests: they are at least so many, %,d long polls that find nothing among them, which AWS does not number.",
            polling.emptyReceives()));
    if (polling.eventPollerHours() > 0) {
      notes.add("Event pollers are the minimum; how many autoscaling adds, no log tells.");
    }
    if (unreported > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of the invocations have no report, so that their time is left out.",
              unreported));
    }
    return notes;
  }

  /** One sentence for people. */
  public String sentence() {
    return "On AWS this run costs %s: %s (%s)."
        .formatted(Dollars.about(usage.dollars()), usage.words(), Rates.TODAY.words());
  }

  /** What a million such messages cost: of many, where what a run costs by itself is little. */
  public String perMillion() {
    return "A million such messages cost %s."
        .formatted(Dollars.about(usage.dollars() / messages * MILLION));
  }
}
