package dev.retrylab.harness.experiment;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Decides about messages of which nobody knows whether the queue took them, since the process was
 * killed between a send and the record of its answer. None is ever sent twice:
 *
 * <ul>
 *   <li>A FIFO queue itself takes a deduplication id once in 5 minutes (dedup-5min): within that
 *       time the send is repeated, and is one message.
 *   <li>Otherwise the journal is waited for. Only when it has had the time to name the key, did
 *       not, and the queue holds nothing, the message has never arrived, and is sent.
 * </ul>
 */
final class Doubts implements Watching.Between {
  /** Short of 5 minutes: the clocks of the harness and the queue differ. */
  private static final Duration DEDUPLICATED = Duration.ofMinutes(4);

  /** Log events have been seen to come three minutes late. */
  private static final Duration JOURNAL_DUE = Duration.ofMinutes(4);

  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final Target target;
  private final SentLog sent;
  private final Sender sender;
  private final boolean fifo;
  private final Duration delay;
  private final Map<String, MessageSpec> doubtful;

  Doubts(RunRecord record, Target target, SentLog sent, Sender sender) {
    this.target = target;
    this.sent = sent;
    this.sender = sender;
    this.fifo = record.scenario().queue().type() == QueueType.FIFO;
    this.delay = record.scenario().queue().delay();
    this.doubtful =
        record.scenario().messages().stream()
            .filter(message -> sent.doubtfulSince(message.key()).isPresent())
            .collect(Collectors.toMap(MessageSpec::key, Function.identity()));
  }

  /** Whether a message of the schedule is to be sent when its time has come. */
  boolean maySendNow(MessageSpec message) {
    if (sent.confirmed(message.key())) {
      return false;
    }
    Instant now = target.pace().instant();
    return sent.doubtfulSince(message.key())
        .map(tried -> fifo && now.isBefore(tried.plus(DEDUPLICATED)))
        .orElse(true);
  }

  @Override
  public boolean polls(Watching.Look look) {
    doubtful
        .keySet()
        .removeIf(key -> sent.confirmed(key) || look.history().message(key).isPresent());
    List<MessageSpec> overdue =
        doubtful.values().stream()
            .filter(message -> overdue(message, look.watermark().watchedUntil()))
            .toList();
    if (overdue.isEmpty() || !queueEmpty()) {
      return false;
    }
    sender.sendDue(overdue);
    return true;
  }

  private boolean overdue(MessageSpec message, Instant now) {
    return sent.doubtfulSince(message.key())
        .filter(tried -> !now.isBefore(tried.plus(JOURNAL_DUE).plus(delay)))
        .isPresent();
  }

  private boolean queueEmpty() {
    return target
        .sqs()
        .getQueueAttributes(
            request ->
                request.queueUrl(target.deployment().sourceQueueUrl()).attributeNames(COUNTS))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }
}
