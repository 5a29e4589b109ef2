package dev.retrylab.harness.expect.prediction;

import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Writes a prediction by hand; what is left unsaid is none. */
public final class Predicted {
  private final Set<Fate> fates;
  private IntRange receives = IntRange.exactly(0);
  private IntRange errors = IntRange.exactly(0);
  private IntRange copies = IntRange.exactly(0);
  private Optional<IntRange> countInDlq = Optional.empty();
  private List<Duration> earliest = List.of();
  private Optional<Duration> moved = Optional.empty();
  private List<Duration> errorsDue = List.of();
  private Duration triedFor = Duration.ZERO;

  private Predicted(Set<Fate> fates) {
    this.fates = fates;
  }

  public static Predicted ending(Fate... fates) {
    return new Predicted(Set.of(fates));
  }

  /** Received so many times as there are times, each at that second or later. */
  public Predicted received(long... seconds) {
    receives = IntRange.exactly(seconds.length);
    earliest = seconds(seconds);
    return this;
  }

  public Predicted failing(IntRange times) {
    errors = times;
    return this;
  }

  public Predicted failingAt(List<Duration> due) {
    errorsDue = due;
    return this;
  }

  /** Seen once in the dead-letter queue. */
  public Predicted inDlq(int receiveCount) {
    copies = IntRange.exactly(1);
    countInDlq = Optional.of(IntRange.exactly(receiveCount));
    return this;
  }

  public Predicted movedAt(long seconds) {
    moved = Optional.of(Duration.ofSeconds(seconds));
    return this;
  }

  public Predicted triedFor(long seconds) {
    triedFor = Duration.ofSeconds(seconds);
    return this;
  }

  /** Healthy where it can come to a good end. */
  public MessagePrediction message() {
    return new MessagePrediction(
        receives,
        errors,
        IntRange.exactly(0),
        fates,
        countInDlq,
        copies,
        earliest,
        moved,
        errorsDue,
        List.of(),
        triedFor,
        fates.contains(Fate.CONSUMED) || fates.contains(Fate.FORWARDED),
        /* mayGoUnrun= */ false,
        List.of());
  }

  public static List<Duration> seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
