package dev.retrylab.harness.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.scenario.QueueType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsageTest {
  /** A million of each, a billion bytes: 0.40 + 0.50 + 0.20 + 16.6667 + 0.50 + 9,250. */
  @Test
  void each_part_has_its_price() {
    assertThat(new Usage(1_000_000, 1_000_000, 1_000_000, 1e6, 1_000_000_000, 1e6).dollars())
        .isCloseTo(9_268.2667, Offset.offset(1e-6));
  }

  /** Of the page of Lambda's prices: 30 million runs of a second and 1,024 MB are about $500. */
  @Test
  void a_gigabyte_has_1024_megabytes() {
    Usage usage = Usage.of(QueueType.STANDARD, 0, 0, 30_000_000L * 1_000 * 1_024, 0, 0);
    assertThat(usage.gigabyteSeconds()).isEqualTo(30_000_000);
    assertThat(usage.dollars()).isCloseTo(500.001, Offset.offset(1e-6));
  }

  @Test
  void amounts_are_told_with_what_costs_a_cent() {
    assertThat(new Usage(2_000_000, 0, 1, 1_234.56, 2_500_000, 0).words())
        .isEqualTo(
            "1 invocation, 1,234.6 GB-s ($0.02), 2,000,000 SQS requests ($0.80), 3 MB of logs");
    assertThat(new Usage(0, 0, 0, 0, 3_200_000_000L, 12.5).words())
        .isEqualTo(
            "0 invocations, 0.0 GB-s, 0 SQS requests, 3.2 GB of logs ($1.60), 12.50 event poller hours ($0.12)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0         | $0.00
          0.0000623 | $0.000062
          0.00999   | $0.010
          0.01      | $0.01
          1234.567  | $1,234.57
          """)
  void dollars_have_cents_or_two_digits(double dollars, String text) {
    assertThat(Dollars.text(dollars)).isEqualTo(text);
  }
}
