package dev.retrylab.harness.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The local engine's SQS over HTTP beside ElasticMQ, each in a JVM of its own. */
final class SqsBenchmark implements Benchmark {
  private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warm-up", 60);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 60);

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (boolean fifo : new boolean[] {true, false}) {
      figures.addAll(throughput(fifo));
    }
    figures.addAll(IdlePolls.measure());
    figures.addAll(Redelivery.measure());
    figures.addAll(Stopping.measure());
    return figures;
  }

  /** The same client for both, warm on both; ElasticMQ is measured before and after ours. */
  private static List<Figure> throughput(boolean fifo) throws IOException, InterruptedException {
    String type = fifo ? "FIFO" : "standard";
    try (ServerProcess local = ServerProcess.start("local");
        ServerProcess elasticMq = ServerProcess.start("elasticmq")) {
      Load ours = new Load(local, fifo);
      Load theirs = new Load(elasticMq, fifo);
      theirs.run(WARM_UP_SECONDS);
      ours.run(WARM_UP_SECONDS);
      Load.Result before = theirs.run(SECONDS / 2);
      Load.Result measured = ours.run(SECONDS);
      Load.Result after = theirs.run(SECONDS / 2);
      double elastic = (before.throughput() + after.throughput()) / 2;
      double elasticMicros = (before.serverMicros() + after.serverMicros()) / 2;
      String what = type + " queue, SDK over HTTP: ";
      return List.of(
          Figure.note(what + "throughput", measured.throughput(), "messages/s"),
          Figure.note(what + "ElasticMQ's throughput", elastic, "messages/s"),
          Figure.atLeast(
              what + "throughput against ElasticMQ's",
              measured.throughput() / elastic,
              fifo ? 3 : 2.5,
              "times"),
          Figure.note(what + "CPU time of the server", measured.serverMicros(), "µs a message"),
          Figure.note(what + "CPU time of ElasticMQ", elasticMicros, "µs a message"),
          Figure.note(what + "CPU time of the client", measured.clientMicros(), "µs a message"),
          Figure.note(
              what + "CPU time of the client of ElasticMQ",
              (before.clientMicros() + after.clientMicros()) / 2,
              "µs a message"),
          Figure.note(
              what + "CPU time of ElasticMQ against ours",
              elasticMicros / measured.serverMicros(),
              "times"),
          Figure.atLeast(
              what + "last 10 s against the first 10 of " + SECONDS,
              measured.flatness(Math.min(10, SECONDS / 2)),
              90,
              "%"));
    }
  }
}
