package dev.retrylab.harness.bench;

import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.io.IOException;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * The main class of a server's process: starts {@code local} or {@code elasticmq}, prints its
 * address and runs until its standard input ends.
 */
final class SqsServer {
  private SqsServer() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answer = System.out;
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.SEVERE);
    answer.println(arguments[0].equals("local") ? local() : elasticMq());
    answer.flush();
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  /** As {@code serve} runs it: on the wall clock. */
  private static String local() {
    RunningClock clock = RunningClock.start(Pace.REAL);
    HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
    SqsEngine engine = new SqsEngine(clock);
    endpoint.mount(SqsService.TARGET_PREFIX, new SqsService(engine, endpoint.uri()));
    return endpoint.uri().toString();
  }

  private static String elasticMq() {
    int port =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();
    return "http://127.0.0.1:" + port;
  }
}
