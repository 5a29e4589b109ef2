package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventIdsTest {
  /** As CloudWatch Logs and the local engine make them: alike but for a few digits. */
  private static Stream<String> ids() {
    return IntStream.range(0, 20_000)
        .boxed()
        .flatMap(
            i ->
                Stream.of(
                    String.format(Locale.ROOT, "/aws/lambda/consumer-%012d", i),
                    String.format(Locale.ROOT, "3%055d", i * 1_000_003L)));
  }

  @Test
  void an_id_is_new_once() {
    EventIds ids = new EventIds();
    assertThat(ids().allMatch(id -> ids.add(id))).isTrue();
    assertThat(ids().noneMatch(id -> ids.add(id))).isTrue();
  }

  @Test
  void each_of_the_two_sums_tells_ids_apart() {
    Set<Long> one = new HashSet<>();
    Set<Long> other = new HashSet<>();
    ids()
        .map(EventIds.Id::of)
        .forEach(
            id -> {
              one.add(id.one());
              other.add(id.other());
            });
    assertThat(one).hasSize(40_000);
    assertThat(other).hasSize(40_000);
  }

  @Test
  void the_empty_id_is_an_id() {
    EventIds ids = new EventIds();
    assertThat(ids.add("")).isTrue();
    assertThat(ids.add("")).isFalse();
  }
}
