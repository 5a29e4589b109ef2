package dev.retrylab.harness.judge;

import static dev.retrylab.harness.expect.prediction.IntRange.exactly;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Predicted;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictions written by hand: visibility timeout 30 s, maxReceiveCount 2. */
public final class Expected {

  public static final String SYNCHRONOUS =
      "A mapping invokes synchronously: each receive is one run, and the redrive policy follows.";
  public static final String GUESS =
      "Each receive runs the function again by its asynchronous retry attempts.";

  private Expected() {}

  /** What the documented rules say of the article: m1 forwards, m2 always throws. */
  public static Prediction documented() {
    return article("documented", SYNCHRONOUS, fails(exactly(2), List.of()));
  }

  /** What the guess says of the article. */
  public static Prediction asyncRetriesApply() {
    return article("async-retries-apply", GUESS, fails(exactly(4), seconds(0, 30, 60, 90)));
  }

  private static Prediction article(String id, String claim, MessagePrediction m2) {
    return prediction(id, claim, Map.entry("m1", forwards()), Map.entry("m2", m2));
  }

  @SafeVarargs
  public static Prediction only(String id, Map.Entry<String, MessagePrediction>... messages) {
    return prediction(id, "The claim of " + id + ".", messages);
  }

  @SafeVarargs
  private static Prediction prediction(
      String id, String claim, Map.Entry<String, MessagePrediction>... messages) {
    Map<String, MessagePrediction> byKey = new LinkedHashMap<>();
    for (Map.Entry<String, MessagePrediction> message : messages) {
      byKey.put(message.getKey(), message.getValue());
    }
    return new Prediction(id, claim, byKey, List.of());
  }

  public static MessagePrediction fails(IntRange errors, List<Duration> errorsDue) {
    return Predicted.ending(Fate.DEAD_LETTERED)
        .received(0, 30)
        .failing(errors)
        .failingAt(errorsDue)
        .inDlq(3)
        .movedAt(60)
        .message();
  }

  public static MessagePrediction forwards() {
    return Predicted.ending(Fate.FORWARDED).received(0).inDlq(1).message();
  }

  public static MessagePrediction succeeds() {
    return Predicted.ending(Fate.CONSUMED).received(0).message();
  }

  public static List<Duration> seconds(long... seconds) {
    return Predicted.seconds(seconds);
  }
}
