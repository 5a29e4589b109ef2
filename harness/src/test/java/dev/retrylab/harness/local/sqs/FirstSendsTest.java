package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstSendsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private record Known(SendReceipt receipt, Instant end) {}

  private final Random random = new Random(7);
  private final FirstSends sends = new FirstSends();
  private final Map<DeduplicationKey, Known> model = new LinkedHashMap<>();

  @Test
  void whatWasSentIsFoundUntilItEndsAndNothingElseIs() {
    List<DeduplicationKey> wrong = new ArrayList<>();
    int most = 0;
    Instant now = NOON;
    for (int i = 0; i < 100_000; i++) {
      // Mostly a little; now and then nearly all of them end at once.
      now = now.plusNanos(i % 45_000 == 44_000 ? 9_990_000 : random.nextInt(1000));
      sends.removeUntil(now);
      forget(now);
      DeduplicationKey key = key();
      Optional<SendReceipt> known = Optional.ofNullable(model.get(key)).map(Known::receipt);
      if (!sends.find(key).equals(known)) {
        wrong.add(key);
      }
      if (known.isEmpty()) {
        Known added = new Known(receipt(i), now.plusNanos(10_000_000));
        sends.add(key, added.receipt(), added.end());
        model.put(key, added);
        most = Math.max(most, model.size());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(most).as("so many that it had to grow").isGreaterThan(17_000);
  }

  private void forget(Instant now) {
    var oldest = model.values().iterator();
    while (oldest.hasNext() && !oldest.next().end().isAfter(now)) {
      oldest.remove();
    }
  }

  /** Many of them share their buckets, some are the same. */
  private DeduplicationKey key() {
    return new DeduplicationKey(random.nextInt(16), random.nextLong(1 << 13) << 4);
  }

  private static SendReceipt receipt(int number) {
    return new SendReceipt(MessageId.random(), Optional.of(new SequenceNumber(number)));
  }
}
