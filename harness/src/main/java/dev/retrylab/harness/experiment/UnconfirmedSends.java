package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends what is due, and decides about messages that the queue has not confirmed: since the process
 * was killed afterPoll a send and the record of its answer, or since no good answer came. None ever
 * becomes two:
 *
 * <ul>
 *   <li>What the queue refused for now is sent again.
 *   <li>A FIFO queue itself accepts a deduplication id once in 5 minutes (dedup-5min): within that
 *       time the send is repeated, and is one message.
 *   <li>Otherwise the journal is waited for. Only when it has had the time to name the key, did
 *       not, and the queue holds nothing, the message has never arrived, and is sent.
 *   <li>Of an asynchronous invocation nobody tells whether Lambda still holds it: it may do so
 *       until the event's maximum age is over, and the journal is waited for until then.
 * </ul>
 */
final class UnconfirmedSends implements Watching.AfterPoll {
  private static final Logger LOG = Logger.getLogger(UnconfirmedSends.class.getName());

  /** Short of 5 minutes: the clocks of the harness and the queue differ. */
  private static final Duration DEDUPLICATED = Duration.ofMinutes(4);

  /** Log events have been seen to come three minutes late. */
  private static final Duration JOURNAL_DUE = Duration.ofMinutes(4);

  private final Target target;
  private final SentLog sent;
  private final MessageSender sender;
  private final boolean fifo;
  private final boolean event;

  /** How long a message may be on its way without a line in the journal. */
  private final Duration unseen;

  private final List<MessageSpec> unconfirmed = new ArrayList<>();

  UnconfirmedSends(RunRecord record, Target target, SentLog sent, MessageSender sender) {
    this.target = target;
    this.sent = sent;
    this.sender = sender;
    Scenario scenario = record.scenario();
    this.event = scenario.trigger() == Trigger.EVENT;
    this.fifo = !event && scenario.queue().type() == QueueType.FIFO;
    this.unseen = event ? scenario.function().maximumEventAge() : scenario.queue().delay();
  }

  /** Sends the messages whose time has come, but none that the queue may have already. */
  void due(List<MessageSpec> messages) {
    unconfirmed.addAll(messages);
    send(unconfirmed.stream().filter(this::mayGoNow).toList());
  }

  @Override
  public boolean polled(Watching.Poll poll) {
    unconfirmed.removeIf(message -> poll.history().message(message.key()).isPresent());
    Instant seen = poll.watermark().watchedUntil();
    boolean overdue = unconfirmed.stream().anyMatch(message -> overdue(message, seen));
    boolean lost = overdue && (event || queueEmpty());
    int before = unconfirmed.size();
    send(
        unconfirmed.stream()
            .filter(message -> mayGoNow(message) || (lost && overdue(message, seen)))
            .toList());
    return unconfirmed.size() < before;
  }

  private void send(List<MessageSpec> messages) {
    sender.sendDue(messages.stream().filter(message -> !sent.confirmed(message.key())).toList());
    unconfirmed.removeIf(message -> sent.confirmed(message.key()));
  }

  private boolean mayGoNow(MessageSpec message) {
    Instant now = target.clock().instant();
    return sent.doubtfulSince(message.key())
        .map(tried -> fifo && now.isBefore(tried.plus(DEDUPLICATED)))
        .orElse(true);
  }

  private boolean overdue(MessageSpec message, Instant seen) {
    return sent.doubtfulSince(message.key())
        .filter(tried -> !seen.isBefore(tried.plus(JOURNAL_DUE).plus(unseen)))
        .isPresent();
  }

  /** A queue that does not answer is not known to be empty. */
  private boolean queueEmpty() {
    try {
      return CountsLog.count(target, QueueRole.SOURCE) == 0;
    } catch (SdkException e) {
      LOG.info(() -> "The queue did not tell how many messages it holds: " + e.getMessage());
      return false;
    }
  }
}
