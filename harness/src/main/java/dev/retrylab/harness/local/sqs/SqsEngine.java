package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.movetask.MoveTasks;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.queue.RedrivePolicyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All queues of one account in one region. Safe for any number of threads. */
public final class SqsEngine implements MoveTasks.Queues {
  private static final Duration BEFORE_SAME_NAME = Duration.ofSeconds(60);

  private final EngineClock clock;
  private final ConcurrentSkipListMap<String, Queue> queues = new ConcurrentSkipListMap<>();
  private final Map<QueueName, Instant> deletions = new ConcurrentHashMap<>();
  private final MoveTasks moveTasks;

  public SqsEngine(EngineClock clock) {
    this.clock = clock;
    this.moveTasks = new MoveTasks(this, clock);
  }

  /** What its queues take the time from. */
  public EngineClock clock() {
    return clock;
  }

  /** The tasks that move messages out of dead-letter queues. */
  public MoveTasks moveTasks() {
    return moveTasks;
  }

  /**
   * Makes a queue; or gives the one of that name, if none of the given attributes is different
   * there.
   *
   * @throws dev.retrylab.harness.local.http.AwsError for a bad name or attribute, a name that was
   *     deleted in the last 60 s (fact lim-recreate-60s), or a queue that is there but different
   */
  public synchronized Queue createQueue(
      QueueName name, Map<String, String> attributes, Map<String, String> tags) {
    QueueAttributes parsed = QueueAttributes.of(name, attributes);
    Optional<Queue> existing = find(name);
    if (existing.isPresent()) {
      checkSame(existing.get(), parsed, attributes);
      return existing.get();
    }
    Instant deleted = deletions.getOrDefault(name, Instant.MIN);
    if (clock.instant().isBefore(deleted.plus(BEFORE_SAME_NAME))) {
      throw SqsErrors.deletedRecently();
    }
    RedrivePolicyRules.check(name, parsed, attributes, this::find);
    Queue queue = new Queue(name, parsed, clock, this::find);
    queue.tag(tags);
    queues.put(name.value(), queue);
    deletions.remove(name);
    return queue;
  }

  private static void checkSame(
      Queue queue, QueueAttributes wanted, Map<String, String> attributes) {
    Map<String, String> there = queue.attributes().asMap();
    for (String key : attributes.keySet()) {
      if (!Optional.ofNullable(there.get(key))
          .equals(Optional.ofNullable(wanted.asMap().get(key)))) {
        throw SqsErrors.queueExists(key);
      }
    }
  }

  /** Deletes a queue with all that is in it. */
  public void deleteQueue(QueueName name) {
    // Closed outside of the lock: that answers the receives that wait at the queue.
    unlist(name).close();
  }

  private synchronized Queue unlist(QueueName name) {
    Queue queue = queue(name);
    queues.remove(name.value());
    deletions.put(name, clock.instant());
    return queue;
  }

  public Optional<Queue> find(QueueName name) {
    return Optional.ofNullable(queues.get(name.value()));
  }

  @Override
  public Optional<Queue> find(QueueArn arn) {
    return queues.values().stream().filter(queue -> queue.arn().equals(arn)).findFirst();
  }

  /**
   * The queue of that name.
   *
   * @throws dev.retrylab.harness.local.http.AwsError QueueDoesNotExist
   */
  public Queue queue(QueueName name) {
    return find(name).orElseThrow(SqsErrors::noSuchQueue);
  }

  /**
   * The queue of that URL. Only the last part of its path counts, since the same server goes by
   * several host names.
   *
   * @throws dev.retrylab.harness.local.http.AwsError QueueDoesNotExist
   */
  public Queue byUrl(String url) {
    return Optional.ofNullable(queues.get(url.substring(url.lastIndexOf('/') + 1)))
        .orElseThrow(SqsErrors::noSuchQueue);
  }

  /**
   * The queue of that ARN.
   *
   * @throws dev.retrylab.harness.local.http.AwsError QueueDoesNotExist
   */
  public Queue byArn(QueueArn arn) {
    return find(arn).orElseThrow(SqsErrors::noSuchQueue);
  }

  /** All queues, by name. */
  public List<Queue> queues() {
    return List.copyOf(queues.values());
  }

  /** The queues whose redrive policy names this one (fact dlq-list-sources). */
  @Override
  public List<Queue> sourcesOf(Queue deadLetterQueue) {
    return queues.values().stream()
        .filter(
            queue ->
                queue
                    .attributes()
                    .redrivePolicy()
                    .filter(policy -> policy.deadLetterTarget().equals(deadLetterQueue.arn()))
                    .isPresent())
        .toList();
  }
}
