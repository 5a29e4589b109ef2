package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.Quantity;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where two runs differ: in what was deployed, in what became of each message, and in which
 * hypotheses stand. Times differ a little between any two runs, so they are told and never counted
 * as a difference.
 *
 * @param settings keys of the scenario file whose values differ
 * @param messages facts of messages that differ, and messages that only one run has
 * @param hypotheses whose standing differs, and the verdict if it does
 * @param times when the messages that were retried were received
 */
public record RunDifferences(
    List<Pair> settings, List<Pair> messages, List<Pair> hypotheses, List<Pair> times) {
  private static final String MISSING = "-";

  /** A thing that both runs tell of, each in its way. */
  public record Pair(String what, String one, String other) {
    boolean differs() {
      return !one.equals(other);
    }
  }

  public RunDifferences {
    settings = List.copyOf(settings);
    messages = List.copyOf(messages);
    hypotheses = List.copyOf(hypotheses);
    times = List.copyOf(times);
  }

  /** Compares two runs; messages are the same where their keys are. */
  public static RunDifferences between(RunReport one, RunReport other) {
    return new RunDifferences(
        differing(paired(settings(one), settings(other))),
        differing(messages(one.history(), other.history())),
        differing(paired(standings(one), standings(other))),
        paired(retries(one.history()), retries(other.history())));
  }

  /** Whether what was observed is the same, times apart. */
  public boolean sameObservations() {
    return messages.isEmpty();
  }

  /** The messages of which not the same became; a key holds no space, and a fact begins with it. */
  public Set<String> differingKeys() {
    return messages.stream()
        .map(pair -> pair.what().split(" ", 2)[0])
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Pair> differing(List<Pair> pairs) {
    return pairs.stream().filter(Pair::differs).toList();
  }

  private static Map<String, String> settings(RunReport report) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("scenario", report.scenario().name());
    SettingsMap.of(report.scenario())
        .forEach(
            (section, keys) ->
                keys.forEach((key, value) -> all.put(section + "." + key, value.toString())));
    return all;
  }

  private static Map<String, String> standings(RunReport report) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("verdict", report.judgement().verdict().name());
    for (HypothesisResult result : report.judgement().hypotheses()) {
      all.put(result.id(), result.standing().word());
    }
    return all;
  }

  private static List<Pair> messages(History one, History other) {
    Map<String, MessageHistory> ones = one.byKey();
    Map<String, MessageHistory> others = other.byKey();
    List<Pair> pairs = new ArrayList<>();
    for (String key : keys(one, other)) {
      if (!ones.containsKey(key) || !others.containsKey(key)) {
        Function<Map<String, MessageHistory>, String> where =
            all -> all.containsKey(key) ? "sent" : "not sent";
        pairs.add(new Pair(key, where.apply(ones), where.apply(others)));
      } else {
        Arrays.stream(Quantity.values())
            .map(
                quantity ->
                    new Pair(
                        key + " " + quantity.label(),
                        quantity.seenText(ones.get(key)),
                        quantity.seenText(others.get(key))))
            .forEach(pairs::add);
      }
    }
    return pairs;
  }

  private static List<String> keys(History one, History other) {
    return Stream.of(one, other)
        .flatMap(history -> history.messages().stream())
        .map(MessageHistory::key)
        .distinct()
        .toList();
  }

  private static Map<String, String> retries(History history) {
    return history.messages().stream()
        .filter(message -> message.events(EventType.RECEIVED).size() > 1)
        .collect(
            Collectors.toMap(
                MessageHistory::key, RunDifferences::receives, (a, b) -> a, LinkedHashMap::new));
  }

  private static String receives(MessageHistory message) {
    return message.events(EventType.RECEIVED).stream()
        .map(Event::sinceSent)
        .map(TimeText::offset)
        .collect(Collectors.joining(", "));
  }

  private static List<Pair> paired(Map<String, String> ones, Map<String, String> others) {
    return Stream.of(ones, others)
        .flatMap(all -> all.keySet().stream())
        .distinct()
        .map(
            what ->
                new Pair(
                    what, ones.getOrDefault(what, MISSING), others.getOrDefault(what, MISSING)))
        .toList();
  }
}
