package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Shortened;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring messages that every hypothesis predicts alike.
 *
 * @param first the first of them
 * @param last the last of them
 * @param count how many
 * @param predictions of the first, in the order of the hypotheses
 */
public record MessageKind(
    MessageSpec first, MessageSpec last, int count, List<MessagePrediction> predictions) {
  public MessageKind {
    predictions = List.copyOf(predictions);
  }

  /** All messages of a scenario, in its order. */
  public static List<MessageKind> of(Scenario scenario, List<Prediction> all) {
    List<MessageKind> kinds = new ArrayList<>();
    int begin = 0;
    List<MessageSpec> messages = Hypotheses.workload(scenario);
    for (int i = 1; i <= messages.size(); i++) {
      if (i == messages.size() || !alike(messages, all, begin, i)) {
        kinds.add(
            new MessageKind(messages.get(begin), messages.get(i - 1), i - begin, row(all, begin)));
        begin = i;
      }
    }
    return kinds;
  }

  private static boolean alike(
      List<MessageSpec> messages, List<Prediction> all, int one, int other) {
    boolean alike =
        messages.get(one).userId().equals(messages.get(other).userId())
            && messages.get(one).behaviour().equals(messages.get(other).behaviour());
    for (int i = 0; alike && i < all.size(); i++) {
      alike = Alike.are(all.get(i), one, other);
    }
    return alike;
  }

  private static List<MessagePrediction> row(List<Prediction> all, int index) {
    return all.stream().map(prediction -> prediction.messages().get(index)).toList();
  }

  /** The key, or the first and the last key and how many there are. */
  public String keys() {
    return count == 1
        ? first.key()
        : "%s to %s (%d messages)".formatted(first.key(), last.key(), count);
  }

  String title() {
    return "%s: user %s, %s"
        .formatted(keys(), Shortened.of(first.userId()), first.behaviour().word());
  }
}
