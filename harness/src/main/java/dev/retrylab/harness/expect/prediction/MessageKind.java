package dev.retrylab.harness.expect.prediction;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.Shortened;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Neighbouring messages of which every hypothesis predicts the same.
 *
 * @param first the key of the first of them
 * @param last the key of the last of them
 * @param count how many
 * @param userId of all of them
 * @param behaviour of all of them, as scenario files write it
 * @param predictions in the order of the hypotheses
 */
public record MessageKind(
    String first,
    String last,
    int count,
    String userId,
    String behaviour,
    List<MessagePrediction> predictions) {

  public MessageKind {
    predictions = List.copyOf(predictions);
  }

  /** All messages of a scenario, in its order, and behind them what move tasks make of them. */
  public static List<MessageKind> of(Scenario scenario, List<Prediction> all) {
    Map<String, MessageSpec> specs =
        scenario.messages().stream().collect(Collectors.toMap(MessageSpec::key, same -> same));
    List<MessageKind> kinds = new ArrayList<>();
    for (String key : all.get(0).messages().keySet()) {
      MessageSpec spec = specs.get(MessageSpec.originalKey(key));
      MessageKind kind = of(key, spec, all);
      int last = kinds.size() - 1;
      if (last >= 0 && kinds.get(last).isLike(kind)) {
        kinds.set(last, kinds.get(last).upTo(key));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  private static MessageKind of(String key, MessageSpec spec, List<Prediction> all) {
    Function<Prediction, MessagePrediction> ofMessage = one -> one.messages().get(key);
    return new MessageKind(
        key, key, 1, spec.userId(), spec.behaviour().word(), all.stream().map(ofMessage).toList());
  }

  private boolean isLike(MessageKind other) {
    boolean alike = userId.equals(other.userId) && behaviour.equals(other.behaviour);
    for (int i = 0; alike && i < predictions.size(); i++) {
      alike = predictions.get(i).fitsTheSameAs(other.predictions.get(i));
    }
    return alike;
  }

  private MessageKind upTo(String key) {
    return new MessageKind(first, key, count + 1, userId, behaviour, predictions);
  }

  /** The key, or the first and the last key and how many there are. */
  public String keys() {
    return count == 1 ? first : "%s to %s (%d messages)".formatted(first, last, count);
  }

  /** The keys, with whose messages they are and what the function does with them. */
  public String title() {
    return "%s: user %s, %s".formatted(keys(), Shortened.of(userId), behaviour);
  }
}
