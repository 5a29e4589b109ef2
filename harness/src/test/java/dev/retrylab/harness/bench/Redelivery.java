package dev.retrylab.harness.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * How long after its visibility timeout a message comes again, as a client sees it that waits for
 * it. From the begin of the first receive: so the time of that call counts against the server.
 */
final class Redelivery {
  private static final int MESSAGES = 400;
  private static final Duration VISIBILITY = Duration.ofSeconds(5);
  private static final Duration BETWEEN = Duration.ofMillis(8);

  private Redelivery() {}

  static List<Figure> measure() throws IOException, InterruptedException {
    double[] local = millis("local");
    double[] elasticMq = millis("elasticmq");
    return List.of(
        Figure.note(what("median"), Numbers.median(local), "ms"),
        Figure.atMost(what("p99 of " + MESSAGES), Numbers.quantile(0.99, local), 20, "ms"),
        Figure.note(what("p99, ElasticMQ"), Numbers.quantile(0.99, elasticMq), "ms"));
  }

  private static String what(String of) {
    return "redelivery after the visibility timeout, " + of;
  }

  private static double[] millis(String which) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(which);
        SqsClient client = SqsClients.client(server.uri())) {
      String queue = SqsClients.queue(client, "again", /* fifo= */ false);
      // The first round warms both sides up.
      round(client, queue);
      return round(client, queue);
    }
  }

  private static double[] round(SqsClient client, String queue) throws InterruptedException {
    for (int i = 0; i < MESSAGES; i++) {
      client.sendMessage(r -> r.queueUrl(queue).messageBody("body"));
    }
    Map<String, Long> due = new HashMap<>();
    while (due.size() < MESSAGES) {
      long begin = System.nanoTime();
      for (Message message : receive(client, queue, 0)) {
        due.put(message.messageId(), begin + VISIBILITY.toNanos());
      }
      Thread.sleep(BETWEEN.toMillis());
    }
    double[] late = new double[MESSAGES];
    int seen = 0;
    while (seen < MESSAGES) {
      for (Message message : receive(client, queue, 20)) {
        late[seen++] = (System.nanoTime() - due.get(message.messageId())) / 1e6;
        client.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
    return late;
  }

  private static List<Message> receive(SqsClient client, String queue, int waitSeconds) {
    return client
        .receiveMessage(
            r ->
                r.queueUrl(queue)
                    .maxNumberOfMessages(1)
                    .visibilityTimeout((int) VISIBILITY.toSeconds())
                    .waitTimeSeconds(waitSeconds))
        .messages();
  }
}
