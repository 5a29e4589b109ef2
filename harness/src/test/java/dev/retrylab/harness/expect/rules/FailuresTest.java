package dev.retrylab.harness.expect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At which receives a message fails")
class FailuresTest {
  private static final Failures FAILURES =
      new Failures(/* answersRead= */ false, PartialBatch.STOP_AT_FIRST);

  @Test
  @DisplayName("by a rate is drawn from its key and the receive count")
  void rate() {
    for (int i = 0; i < 40; i++) {
      String key = "k" + i;
      MessageSpec message = MessageSpec.of(key, "u").behaving(Behaviour.parse("fail-rate 60%"));
      for (int receives = 1; receives <= 6; receives++) {
        List<Integer> failing =
            IntStream.rangeClosed(1, receives).filter(n -> draw(key, n) < 60).boxed().toList();
        int last = failing.isEmpty() ? 0 : failing.get(failing.size() - 1);
        int surely = 0;
        while (failing.contains(surely + 1)) {
          surely++;
        }
        assertThat(FAILURES.lastWithin(message, receives)).as(key).isEqualTo(last);
        assertThat(FAILURES.of(message, receives, every30From(0, 0)))
            .as(key)
            .isEqualTo(new OwnFailures(surely, 0, Math.max(0, last - surely - 1)));
      }
    }
  }

  /** As the message body contract has it. */
  private static long draw(String key, int receive) {
    CRC32 crc = new CRC32();
    crc.update((key + ":" + receive).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 100;
  }

  @Test
  @DisplayName("in an outage from the start on is sure as long as it lasts, but for a second")
  void outageFromTheStart() {
    // Received at 0, 30, 60 and 90 s.
    assertThat(outage("fail-until 100s", every30From(0, 0))).isEqualTo(new OwnFailures(4, 0, 0));
    assertThat(outage("fail-until 91s", every30From(0, 0))).isEqualTo(new OwnFailures(3, 1, 0));
    assertThat(outage("fail-until 89s", every30From(0, 0))).isEqualTo(new OwnFailures(3, 0, 0));
  }

  @Test
  @DisplayName("in a later outage is sure only where the first receive falls into it")
  void laterOutage() {
    assertThat(outage("fail-between 10s 100s", every30From(20, 20)))
        .isEqualTo(new OwnFailures(3, 0, 0)); // 20, 50, 80
    assertThat(outage("fail-between 10s 100s", every30From(5, 20)))
        .isEqualTo(new OwnFailures(0, 4, 0)); // 5, 35, 65, 95 at the soonest
    // The first receive is surely before it, and succeeds; if that is spoilt, three are left.
    assertThat(outage("fail-between 60s 100s", every30From(0, 0)))
        .isEqualTo(new OwnFailures(0, 0, 3));
  }

  private static OwnFailures outage(String behaviour, ReceiveTimes runs) {
    MessageSpec message = MessageSpec.of("m", "u").behaving(Behaviour.parse(behaviour));
    assertThat(FAILURES.lastWithin(message, 5)).isEqualTo(5);
    return FAILURES.of(message, 5, runs);
  }

  private static ReceiveTimes every30From(long first, long firstLate) {
    return new ReceiveTimes(
        Duration.ofSeconds(first),
        Duration.ofSeconds(firstLate),
        Duration.ofSeconds(30),
        Duration.ZERO);
  }
}
