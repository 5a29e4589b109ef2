package dev.retrylab.harness.expect;

import dev.retrylab.harness.expect.prediction.MessageKind;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says how long messages are tried if they always fail, and which outage they survive by that. */
final class TriedForText {
  private TriedForText() {}

  /** One line where the same is true of all kinds of messages, else one for each time. */
  static List<String> lines(Scenario scenario, List<MessageKind> kinds) {
    Map<Duration, List<MessageKind>> byTime =
        kinds.stream()
            .collect(
                Collectors.groupingBy(
                    kind -> kind.predictions().get(0).triedFor(),
                    TreeMap::new,
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byTime.forEach(
        (time, those) -> {
          String who =
              byTime.size() == 1
                  ? "A message that"
                  : those.get(0).keys() + others(those) + ": one that";
          lines.addAll(LineWrap.text("", who + " always fails " + fate(scenario, time)));
        });
    return lines;
  }

  private static String others(List<MessageKind> those) {
    return those.size() == 1 ? "" : " and others like it";
  }

  private static String fate(Scenario scenario, Duration time) {
    return time.isZero()
        ? "is not sure to be run a second time: it survives no outage."
        : "is tried for at least %s, %s: it survives an outage of up to that, and no longer one for sure."
            .formatted(DurationText.print(time), over(scenario));
  }

  private static String over(Scenario scenario) {
    if (scenario.trigger() == Trigger.EVENT) {
      return "by %d attempts at the most".formatted(1 + scenario.function().retryAttempts());
    }
    return scenario.queue().deadLetterQueue()
        ? "over %d receives at the most".formatted(scenario.queue().maxReceiveCount())
        : "until queue.retention is over";
  }
}
