package dev.retrylab.harness.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What long polls cost that wait behind a blocked group. */
final class IdlePolls {
  private static final int POLLS = 20;
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private IdlePolls() {}

  static List<Figure> measure() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atMost(what("local engine"), percentOfCore("local"), 1, "% of a core"));
    figures.add(Figure.note(what("ElasticMQ"), percentOfCore("elasticmq"), "% of a core"));
    return figures;
  }

  private static String what(String server) {
    return POLLS + " idle long polls behind a blocked group, " + server;
  }

  private static double percentOfCore(String which) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(which);
        SqsClient client = SqsClients.client(server.uri())) {
      String queue = SqsClients.queue(client, "blocked", /* fifo= */ true);
      block(client, queue);
      LongPolls polls = LongPolls.open(client, queue, POLLS);
      Thread.sleep(SETTLING.toMillis());
      Duration before = server.cpu();
      Thread.sleep(MEASURED.toMillis());
      Duration cpu = server.cpu().minus(before);
      if (polls.messages() > 0) {
        throw new IllegalStateException("the group was not blocked");
      }
      polls.stop();
      return 100.0 * cpu.toNanos() / MEASURED.toNanos();
    }
  }

  /** Its first message is in flight for longer than is measured, ten more are behind it. */
  private static void block(SqsClient client, String queue) {
    for (int i = 0; i <= 10; i++) {
      String id = "d" + i;
      client.sendMessage(
          r ->
              r.queueUrl(queue).messageBody("body").messageGroupId("g").messageDeduplicationId(id));
    }
    client.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(1).visibilityTimeout(3600));
  }
}
