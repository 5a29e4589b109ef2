package dev.retrylab.harness.local.sqs;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeSet;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@DisplayName("ElasticMQ, asked the same")
class ElasticMqWitnessTest {
  /** Where the two differ, and why ours is right. One that is no longer there fails as well. */
  private static final Map<String, String> DIFFERENCES =
      Map.ofEntries(
          entry(
              "the receive that makes a move goes on with the group",
              "ElasticMQ answers it with nothing; the next receive gets the next message"),
          entry(
              "a move wakes a long poll on the dead-letter queue",
              "ElasticMQ moves without waking who waits there"),
          entry(
              "a move survives a deduplication id that the dead-letter queue has seen",
              "ElasticMQ keeps the id and drops the message; see sup-fifo-dlq-dedup-id"),
          entry(
              "an expired FIFO handle deletes",
              "ElasticMQ takes any handle; see vis-delete-after-expiry-fifo-fails"),
          entry(
              "a standard dead-letter queue for a FIFO queue",
              "ElasticMQ does not compare the types; see sup-type-mismatch-text"),
          entry("a FIFO move task moves", "ElasticMQ reports COMPLETED and moves nothing"),
          entry(
              "error: no such queue",
              "ElasticMQ gives no x-amzn-query-error, AWS does; so for the next"),
          entry("error: too many entries", "the same; see lim-batch-10"),
          entry("error: eleven messages", "AWS says InvalidParameterValue; see lim-receive"));

  @Test
  @DisplayName("it answers as the local engine does, but for the differences that are declared")
  void sameAnswers() {
    Map<String, String> ours;
    try (LocalSqs local = new LocalSqs()) {
      ours = new WitnessScript(local.client).run();
    }
    Map<String, String> theirs = askElasticMq();
    TreeSet<String> different = new TreeSet<>(ours.keySet());
    different.removeIf(question -> ours.get(question).equals(theirs.get(question)));
    assertThat(different)
        .as("ours %s%n theirs %s", ours, theirs)
        .isEqualTo(new TreeSet<>(DIFFERENCES.keySet()));
  }

  private static Map<String, String> askElasticMq() {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    try {
      int port = server.waitUntilStarted().localAddress().getPort();
      try (SqsClient client = LocalSqs.client(URI.create("http://127.0.0.1:" + port))) {
        return new WitnessScript(client).run();
      }
    } finally {
      server.stopAndWait();
    }
  }
}
