package dev.retrylab.harness.sweep;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the run of a point came to: little of each message, since there may be very many.
 *
 * @param messages by their key in the scenario
 * @param unrun how many were dead-lettered without ever having run
 * @param dollars that the run costs on AWS
 */
public record PointOutcome(
    Verdict verdict, String runDirectory, Map<String, Seen> messages, long unrun, double dollars) {

  /** What was seen of one message. */
  public record Seen(int receives, int functionErrors, Fate fate) {}

  public PointOutcome {
    messages = Map.copyOf(messages);
  }

  /** Of a run. */
  public static PointOutcome of(RunReport report) {
    Map<String, Seen> messages = new HashMap<>();
    long unrun = 0;
    for (MessageHistory message : report.history().messages()) {
      messages.put(
          message.key(), new Seen(message.receives(), message.functionErrors(), message.fate()));
      unrun += message.deadLetteredUnrun() ? 1 : 0;
    }
    return new PointOutcome(
        report.judgement().verdict(),
        report.runDirectory(),
        messages,
        unrun,
        report.cost().usage().dollars());
  }

  /** How many of the messages have become that. */
  long count(Became what) {
    return messages.values().stream().filter(one -> Became.of(one.fate()) == what).count();
  }

  /** How many messages there are of each fate of which there are any. */
  Map<Fate, Long> fates() {
    return messages.values().stream()
        .collect(Collectors.groupingBy(Seen::fate, TreeMap::new, Collectors.counting()));
  }

  /** Of all messages together. */
  long receives() {
    return messages.values().stream().mapToLong(Seen::receives).sum();
  }
}
