package dev.retrylab.harness.local.sqs.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.local.sqs.model.Digests;
import java.nio.ByteBuffer;

/**
 * Half of a SHA-256, by which SQS itself takes two bodies for the same in content-based
 * deduplication: what it is of need not be kept.
 */
record DeduplicationKey(long high, long low) {

  /** Neither of the two may hold a line's end. */
  static DeduplicationKey of(String id, String group) {
    ByteBuffer digest = ByteBuffer.wrap(Digests.sha256((id + "\n" + group).getBytes(UTF_8)));
    return new DeduplicationKey(digest.getLong(), digest.getLong());
  }
}
