package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.QueueCountsLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.QueueCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the queues of a run counted before it and since. */
final class CountsLog {
  private static final Logger LOG = Logger.getLogger(CountsLog.class.getName());

  /** Together they are all messages of a queue. */
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private Optional<QueueCountsLine> before = Optional.empty();
  private Optional<QueueCountsLine> latest = Optional.empty();

  /** Whether there are messages that show in no log, since nothing receives them. */
  static boolean neededBy(Scenario scenario) {
    boolean sourceIdle = scenario.trigger() == Trigger.MAPPING && !scenario.mapping().enabled();
    return scenario.steps().isEmpty() && (sourceIdle || !scenario.mapping().dlqEnabled());
  }

  /**
   * Whether the counts are read only when the watch is over, to tell what became of messages that
   * no log shows an end of. What the harness itself receives and moves is in none of the two
   * queues.
   */
  static boolean readAtTheEnd(Scenario scenario) {
    return scenario.trigger() == Trigger.MAPPING
        && scenario.steps().isEmpty()
        && !neededBy(scenario);
  }

  /** That of a run: with what an earlier process of it wrote to queue-counts.ndjson. */
  static CountsLog of(RunDirectory directory) {
    CountsLog log = new CountsLog();
    directory.readLines(RunFile.QUEUE_COUNTS, QueueCountsLine.class, log::add);
    return log;
  }

  /** Reads the counts of a target's queues. Where that fails there is one reading less. */
  void read(Target target, RunDirectory directory) {
    try {
      QueueCountsLine counts =
          new QueueCountsLine(
              target.clock().instant(),
              count(target, QueueRole.SOURCE),
              count(target, QueueRole.DLQ));
      directory.append(RunFile.QUEUE_COUNTS, counts);
      add(counts);
    } catch (SdkException failed) {
      LOG.log(Level.WARNING, "The counts of the queues could not be read.", failed);
    }
  }

  /**
   * How many messages a queue holds.
   *
   * @throws SdkException where it cannot be read
   */
  static long count(Target target, QueueRole queue) {
    Map<QueueAttributeName, String> counts =
        target
            .sqs()
            .getQueueAttributes(
                request ->
                    request.queueUrl(target.deployment().queueUrl(queue)).attributeNames(COUNTS))
            .attributes();
    return COUNTS.stream().mapToLong(name -> Long.parseLong(counts.getOrDefault(name, "0"))).sum();
  }

  private void add(QueueCountsLine reading) {
    before = before.or(() -> Optional.of(reading));
    latest = Optional.of(reading);
  }

  boolean isEmpty() {
    return before.isEmpty();
  }

  /** How many messages more there are than before the run; empty with no reading since. */
  Optional<QueueCounts> sinceStart() {
    return latest
        .filter(last -> !last.equals(before.orElseThrow()))
        .map(
            last ->
                new QueueCounts(
                    last.at(),
                    last.source() - before.orElseThrow().source(),
                    last.dlq() - before.orElseThrow().dlq()));
  }
}
