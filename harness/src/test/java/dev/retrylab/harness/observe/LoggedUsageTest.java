package dev.retrylab.harness.observe;

import static dev.retrylab.harness.observe.Lines.consumer;
import static dev.retrylab.harness.observe.Lines.dlqConsumer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.observe.LoggedUsage.Runs;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoggedUsageTest {
  private static LoggedUsage of(LogLine... lines) {
    LogEvidenceReader reader = new LogEvidenceReader();
    for (LogLine line : lines) {
      reader.add(line);
    }
    return reader.digest().usage();
  }

  @Test
  void reports_of_the_text_format_tell_what_is_billed() {
    LoggedUsage usage =
        of(
            consumer(0, "START RequestId: r1 Version: $LATEST"),
            consumer(5, "END RequestId: r1"),
            consumer(
                5,
                "REPORT RequestId: r1\tDuration: 12.30 ms\tBilled Duration: 353 ms\tMemory Size: 2048 MB\tMax Memory Used: 143 MB\tInit Duration: 340.00 ms\t\n"),
            consumer(10, "START RequestId: r2 Version: $LATEST"),
            consumer(
                3_010,
                "REPORT RequestId: r2\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 2048 MB\tStatus: timeout"),
            dlqConsumer(9_000, "START RequestId: r3 Version: $LATEST"));
    assertThat(usage.functions())
        .isEqualTo(
            Map.of(
                FunctionRole.CONSUMER, new Runs(2, 2, 3_353, 3_353 * 2_048),
                FunctionRole.DLQ_CONSUMER, new Runs(1, 0, 0, 0)));
    assertThat(usage.of(FunctionRole.CONSUMER).unreported()).isZero();
    assertThat(usage.of(FunctionRole.DLQ_CONSUMER).unreported()).isEqualTo(1);
  }

  @Test
  void so_do_those_of_the_json_format() {
    LoggedUsage usage =
        of(
            consumer(
                0,
                """
                {"time":"2026-11-21T21:24:04.020Z","type":"platform.report","record":{"requestId":"r1",
                "metrics":{"durationMs":101.51,"billedDurationMs":102,"memorySizeMB":512,"maxMemoryUsedMB":33},
                "status":"success"}}"""));
    assertThat(usage.of(FunctionRole.CONSUMER)).isEqualTo(new Runs(0, 1, 102, 102 * 512));
    assertThat(usage.of(FunctionRole.CONSUMER).invocations()).isEqualTo(1);
  }

  @Test
  void each_event_has_26_bytes_besides_its_text_in_utf_8() {
    assertThat(of(consumer(0, "abc"), dlqConsumer(1, "ü€")).bytes()).isEqualTo(3 + 26 + 2 + 3 + 26);
  }
}
