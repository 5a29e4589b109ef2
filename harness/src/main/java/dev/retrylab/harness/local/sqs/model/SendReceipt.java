package dev.retrylab.harness.local.sqs.model;

import java.util.Optional;

/**
 * The result of a send. A duplicate gets that of the first send, whose message is the one in the
 * queue: what AWS answers then is not documented.
 *
 * @param sequenceNumber there in a FIFO queue only (fact lim-seqnum)
 */
public record SendReceipt(MessageId messageId, Optional<SequenceNumber> sequenceNumber) {}
