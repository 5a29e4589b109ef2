package dev.retrylab.harness.judge;

import static dev.retrylab.harness.expect.IntRange.exactly;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.MessagePrediction;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Predictions written by hand: visibility timeout 30 s, maxReceiveCount 2. */
public final class Expected {

  public static final String SYNCHRONOUS =
      "A mapping invokes synchronously: each receive is one run, and the redrive policy follows.";
  public static final String GUESS =
      "Each receive runs the function again by its asynchronous retry attempts.";

  private Expected() {}

  /** What the documented rules say of the article: m1 forwards, m2 always throws. */
  public static Prediction documented() {
    return new Prediction(
        "documented", SYNCHRONOUS, List.of(forwards("m1"), fails("m2", exactly(2), List.of())));
  }

  /** What the guess says of the article. */
  public static Prediction asyncRetriesApply() {
    return new Prediction(
        "async-retries-apply",
        GUESS,
        List.of(forwards("m1"), fails("m2", exactly(4), seconds(0, 30, 60, 90))));
  }

  public static Prediction only(String id, MessagePrediction... messages) {
    return new Prediction(id, "The claim of " + id + ".", List.of(messages));
  }

  public static MessagePrediction fails(String key, IntRange errors, List<Duration> errorsDue) {
    return new MessagePrediction(
        key,
        key.substring(1),
        exactly(2),
        errors,
        Set.of(Fate.DEAD_LETTERED),
        Optional.of(exactly(3)),
        exactly(1),
        seconds(0, 30),
        Optional.of(Duration.ofSeconds(60)),
        errorsDue,
        List.of());
  }

  public static MessagePrediction forwards(String key) {
    return new MessagePrediction(
        key,
        key.substring(1),
        exactly(1),
        exactly(0),
        Set.of(Fate.FORWARDED),
        Optional.of(exactly(1)),
        exactly(1),
        seconds(0),
        Optional.empty(),
        List.of(),
        List.of());
  }

  public static MessagePrediction succeeds(String key) {
    return new MessagePrediction(
        key,
        key.substring(1),
        exactly(1),
        exactly(0),
        Set.of(Fate.CONSUMED),
        Optional.empty(),
        exactly(0),
        seconds(0),
        Optional.empty(),
        List.of(),
        List.of());
  }

  public static List<Duration> seconds(int... seconds) {
    return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
