package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The messages of a history by their keys. */
record Histories(Map<String, MessageHistory> byKey) {

  static Histories of(History history) {
    return new Histories(history.byKey());
  }

  /** What is known of a message; empty where nothing tells that it was sent. */
  Optional<MessageHistory> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Gives each message that was sent, with what is expected of it, in the order of predictions. */
  void forEach(Prediction prediction, BiConsumer<MessagePrediction, MessageHistory> action) {
    prediction
        .messages()
        .forEach((key, expected) -> of(key).ifPresent(seen -> action.accept(expected, seen)));
  }
}
