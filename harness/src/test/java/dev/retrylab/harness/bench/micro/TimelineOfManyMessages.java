package dev.retrylab.harness.bench.micro;

import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Folds the observations of messages of which each second one fails twice. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TimelineOfManyMessages {

  /** Cost ten times as much, if the fold is as it should be. */
  @Param({"1000", "10000"})
  public int messages;

  private Observation[] observations;

  /** Made by JMH. */
  public TimelineOfManyMessages() {}

  /** Makes the observations. */
  @Setup(Level.Trial)
  public void observe() {
    List<Observation> all = new ArrayList<>();
    for (int n = 1; n <= messages; n++) {
      all.add(Story.sent("m" + n, n));
      if (n % 2 == 1) {
        all.add(Story.received("m" + n, 1, "r" + n, 10L + n));
        all.add(Story.succeeded("m" + n, 1, "r" + n, 11L + n));
        all.add(Story.ended("r" + n, Ending.OK, 12L + n));
      } else {
        fail(all, n, 1);
        fail(all, n, 2);
      }
    }
    observations = all.toArray(Observation[]::new);
  }

  private static void fail(List<Observation> all, int n, int receive) {
    String key = "m" + n;
    String request = "r" + n + "-" + receive;
    long at = receive * 600_000L + n;
    all.add(Story.received(key, receive, request, at));
    all.add(Story.failed(key, receive, request, at + 1));
    all.add(Story.ended(request, Ending.ERROR, at + 2));
  }

  /** All of them. */
  @Benchmark
  public History fold() {
    return Story.fold(observations);
  }
}
