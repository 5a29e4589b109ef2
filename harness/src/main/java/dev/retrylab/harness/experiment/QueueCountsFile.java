package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.experiment.CountsLog.Reading;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Keeps queue-counts.ndjson: what the source queue and the dead-letter queue count themselves,
 * before the first send and at each look of the harness since.
 */
final class QueueCountsFile {
  private static final Logger LOG = Logger.getLogger(QueueCountsFile.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Together they are all messages of a queue. */
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final RunDirectory directory;
  private final CountsLog log = new CountsLog();

  /** Opens the file, and reads what an earlier process of the run wrote. */
  QueueCountsFile(RunDirectory directory) {
    this.directory = directory;
    directory.readLines(RunFile.QUEUE_COUNTS, line -> log.add(reading(line)));
  }

  /** All that the file says by now. */
  CountsLog log() {
    return log;
  }

  /** Reads the counts of a target's queues. Where that fails there is one reading less. */
  void read(Target target) {
    try {
      Reading reading =
          new Reading(
              target.clock().instant(),
              count(target, QueueRole.SOURCE),
              count(target, QueueRole.DLQ));
      directory.append(
          RunFile.QUEUE_COUNTS,
          JSON.createObjectNode()
              .put("schema", 1)
              .put("at", reading.at().toString())
              .put("source", reading.inSource())
              .put("dlq", reading.inDlq()));
      log.add(reading);
    } catch (SdkException failed) {
      LOG.log(Level.WARNING, "The counts of the queues could not be read.", failed);
    }
  }

  private static long count(Target target, QueueRole queue) {
    Map<QueueAttributeName, String> counts =
        target
            .sqs()
            .getQueueAttributes(
                request ->
                    request.queueUrl(target.deployment().queueUrl(queue)).attributeNames(COUNTS))
            .attributes();
    return COUNTS.stream().mapToLong(name -> Long.parseLong(counts.getOrDefault(name, "0"))).sum();
  }

  private static Reading reading(JsonNode line) {
    return new Reading(
        StoredTime.parse(line.path("at").asText()),
        line.path("source").asLong(),
        line.path("dlq").asLong());
  }
}
