package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.MessageId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SequenceNumber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * What was sent, in the order in which it came, found by its key. A busy queue remembers millions:
 * as numbers in blocks each takes some 70 bytes and none of the garbage collector's time, as
 * objects it took four times that, and all of a small heap.
 *
 * <p>Those of a bucket are chained from the newest to the oldest, so that the oldest of all is the
 * last of its chain.
 */
final class FirstSends {
  private static final long NONE = -1;
  private static final int SENDS_OF_A_BLOCK = 1024;

  /** Where in a block the parts of a send stand, behind its first. */
  private static final int KEY_HIGH = 0;

  private static final int KEY_LOW = 1;
  private static final int ID_HIGH = 2;
  private static final int ID_LOW = 3;
  private static final int NUMBER = 4;
  private static final int END = 5;
  private static final int OLDER = 6;
  private static final int PARTS = 7;

  private long[][] blocks = new long[16][];
  private long[] newest = buckets(SENDS_OF_A_BLOCK);
  private long first;
  private long last = NONE;

  private static long[] buckets(int number) {
    long[] buckets = new long[number];
    Arrays.fill(buckets, NONE);
    return buckets;
  }

  private long size() {
    return last - first + 1;
  }

  /** What the send was answered. */
  Optional<SendReceipt> find(DeduplicationKey key) {
    long send = newest[bucket(key.low())];
    while (send != NONE) {
      if (part(send, KEY_LOW) == key.low() && part(send, KEY_HIGH) == key.high()) {
        MessageId id = new MessageId(new UUID(part(send, ID_HIGH), part(send, ID_LOW)));
        return Optional.of(
            new SendReceipt(id, Optional.of(new SequenceNumber(part(send, NUMBER)))));
      }
      send = part(send, OLDER);
    }
    return Optional.empty();
  }

  /** Adds one that is not there. None may end before one that was added earlier. */
  void add(DeduplicationKey key, SendReceipt receipt, Instant end) {
    makeRoom();
    UUID id = receipt.messageId().value();
    last++;
    set(last, KEY_HIGH, key.high());
    set(last, KEY_LOW, key.low());
    set(last, ID_HIGH, id.getMostSignificantBits());
    set(last, ID_LOW, id.getLeastSignificantBits());
    set(last, NUMBER, receipt.sequenceNumber().orElseThrow().ordinal());
    set(last, END, nanos(end));
    chain(last);
  }

  private void makeRoom() {
    if (size() == newest.length) {
      newest = buckets(2 * newest.length);
      for (long send = first; send <= last; send++) {
        chain(send);
      }
    }
    long block = (last + 1) / SENDS_OF_A_BLOCK;
    if (block - first / SENDS_OF_A_BLOCK == blocks.length) {
      long[][] more = new long[2 * blocks.length][];
      for (long old = block - blocks.length; old < block; old++) {
        more[(int) (old % more.length)] = blocks[(int) (old % blocks.length)];
      }
      blocks = more;
    }
    int place = (int) (block % blocks.length);
    if (blocks[place] == null) {
      blocks[place] = new long[SENDS_OF_A_BLOCK * PARTS];
    }
  }

  private void chain(long send) {
    int bucket = bucket(part(send, KEY_LOW));
    set(send, OLDER, newest[bucket]);
    newest[bucket] = send;
  }

  /** Removes those that have ended. */
  void removeUntil(Instant now) {
    while (size() > 0 && part(first, END) <= nanos(now)) {
      unchain(first);
      first++;
      if (first % SENDS_OF_A_BLOCK == 0) {
        blocks[(int) ((first / SENDS_OF_A_BLOCK - 1) % blocks.length)] = null;
      }
    }
  }

  private void unchain(long oldest) {
    int bucket = bucket(part(oldest, KEY_LOW));
    if (newest[bucket] == oldest) {
      newest[bucket] = NONE;
      return;
    }
    long send = newest[bucket];
    while (part(send, OLDER) != oldest) {
      send = part(send, OLDER);
    }
    set(send, OLDER, NONE);
  }

  private int bucket(long low) {
    return (int) (low & (newest.length - 1));
  }

  private long part(long send, int part) {
    return block(send)[index(send, part)];
  }

  private void set(long send, int part, long value) {
    block(send)[index(send, part)] = value;
  }

  private long[] block(long send) {
    return blocks[(int) (send / SENDS_OF_A_BLOCK % blocks.length)];
  }

  private static int index(long send, int part) {
    return (int) (send % SENDS_OF_A_BLOCK) * PARTS + part;
  }

  private static long nanos(Instant instant) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
  }
}
