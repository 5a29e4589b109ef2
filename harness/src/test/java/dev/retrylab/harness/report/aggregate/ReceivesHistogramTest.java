package dev.retrylab.harness.report.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.report.aggregate.ReceivesHistogram.Bin;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceivesHistogramTest {
  @Test
  void each_number_of_receives_has_a_bin_where_they_are_few() {
    assertThat(new ReceivesHistogram(Map.of(1, 40, 3, 2)).bins(12))
        .containsExactly(new Bin(1, 1, 40), new Bin(2, 2, 0), new Bin(3, 3, 2));
  }

  @Test
  void bins_are_equally_wide_where_they_are_many() {
    assertThat(new ReceivesHistogram(Map.of(1, 7, 4, 1, 5, 2, 12, 3)).bins(3))
        .containsExactly(new Bin(1, 4, 8), new Bin(5, 8, 2), new Bin(9, 12, 3));
    assertThat(new ReceivesHistogram(Map.of(0, 7, 12, 3)).bins(12))
        .hasSize(7)
        .startsWith(new Bin(0, 1, 7))
        .endsWith(new Bin(12, 13, 3));
  }

  @Test
  void a_bin_is_labelled_by_its_receives() {
    assertThat(new Bin(1, 1, 5).label()).isEqualTo("1 receive");
    assertThat(new Bin(0, 0, 5).label()).isEqualTo("0 receives");
    assertThat(new Bin(0, 1, 5).label()).isEqualTo("0 to 1 receives");
  }
}
