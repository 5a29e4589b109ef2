package dev.retrylab.harness.expect.rules.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeInDlqTest {

  private static Duration at(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void a_message_is_in_the_dead_letter_queue_from_its_arrival_until_it_is_gone() {
    TimeInDlq there = new TimeInDlq("m", at(10), at(20), true, at(0), at(30), at(40));
    assertThat(LongStream.of(9, 10, 39, 40).mapToObj(t -> there.possibleAt(at(t))))
        .containsExactly(false, true, true, false);
    assertThat(LongStream.of(19, 20, 29, 30).mapToObj(t -> there.certainAt(at(t))))
        .containsExactly(false, true, true, false);
    TimeInDlq moved = there.until(at(25));
    assertThat(LongStream.of(24, 25).mapToObj(t -> moved.possibleAt(at(t))))
        .containsExactly(true, false);
    assertThat(LongStream.of(24, 25).mapToObj(t -> moved.certainAt(at(t))))
        .containsExactly(true, false);
    assertThat(there.until(at(50))).isEqualTo(there);
    TimeInDlq uncertain = new TimeInDlq("m", at(10), at(20), false, at(0), at(30), at(40));
    assertThat(uncertain.certainAt(at(25))).isFalse();
  }
}
