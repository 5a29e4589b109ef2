package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The messages of a history in the places that predictions give them. All hypotheses about a
 * scenario mostly name the same messages in the same order, so that they are looked up once.
 */
final class Placed {
  private final Map<String, MessageHistory> byKey;
  private Optional<Prediction> last = Optional.empty();
  private List<Optional<MessageHistory>> places = List.of();

  Placed(History history) {
    this.byKey = history.byKey();
  }

  /** For each message of a prediction, in its order, what is known of it: empty for none. */
  List<Optional<MessageHistory>> of(Prediction prediction) {
    if (last.filter(prediction::namesTheSameAs).isEmpty()) {
      List<Optional<MessageHistory>> found = new ArrayList<>();
      for (int i = 0; i < prediction.messages().size(); i++) {
        found.add(Optional.ofNullable(byKey.get(prediction.key(i))));
      }
      places = found;
      last = Optional.of(prediction);
    }
    return places;
  }

  /** Gives what is expected of each message that is there, and the message. */
  void forEach(Prediction prediction, BiConsumer<MessagePrediction, MessageHistory> told) {
    List<Optional<MessageHistory>> messages = of(prediction);
    for (int i = 0; i < messages.size(); i++) {
      MessagePrediction expected = prediction.expected(i);
      messages.get(i).ifPresent(message -> told.accept(expected, message));
    }
  }
}
