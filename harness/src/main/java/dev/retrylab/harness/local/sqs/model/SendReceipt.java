package dev.retrylab.harness.local.sqs.model;

import java.util.Optional;

/**
 * The answer to a send. A duplicate gets that of the first send: nobody has settled what AWS
 * answers, and this is the message that is in the queue.
 *
 * @param sequenceNumber there in a FIFO queue only (fact lim-seqnum)
 */
public record SendReceipt(MessageId messageId, Optional<SequenceNumber> sequenceNumber) {}
