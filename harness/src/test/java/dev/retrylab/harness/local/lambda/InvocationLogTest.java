package dev.retrylab.harness.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LoggedMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Lambda's own lines in its text format. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InvocationLogTest {
  private final LogGroup group = new LogStore(SteppedClock.atNoon()).create("g");
  private final InvocationLog log = new InvocationLog(group, "stream", 256);

  private List<String> logged() {
    return LoggedMessages.of(group);
  }

  @Test
  void an_invocation_is_started_ended_and_reported() {
    log.started("r1");
    log.append("said by the function");
    log.ended("r1", Duration.ofNanos(12_345_678), Optional.empty());
    assertThat(logged())
        .containsExactly(
            "START RequestId: r1 Version: $LATEST",
            "said by the function",
            "END RequestId: r1",
            "REPORT RequestId: r1\tDuration: 12.35 ms\tBilled Duration: 13 ms\tMemory Size: 256 MB");
  }

  @Test
  void the_first_report_tells_how_long_the_start_took_and_bills_it() {
    log.ended("r1", Duration.ofMillis(5), Optional.of(Duration.ofMillis(340)));
    assertThat(logged())
        .containsExactly(
            "END RequestId: r1",
            "REPORT RequestId: r1\tDuration: 5.00 ms\tBilled Duration: 345 ms\tMemory Size: 256 MB"
                + "\tInit Duration: 340.00 ms");
  }

  @Test
  void a_timeout_is_told_in_a_line_of_its_own_and_in_the_report() {
    log.timedOut("r1", Duration.ofSeconds(3));
    assertThat(logged())
        .containsExactly(
            "r1 Task timed out after 3.00 seconds",
            "END RequestId: r1",
            "REPORT RequestId: r1\tDuration: 3000.00 ms\tBilled Duration: 3000 ms"
                + "\tMemory Size: 256 MB\tStatus: timeout");
  }

  @Test
  void the_end_of_the_process_is_told_with_its_exit_status() {
    log.crashed("r1", Duration.ofMillis(7), 137);
    assertThat(logged())
        .containsExactly(
            "RequestId: r1 Error: Runtime exited with error: exit status 137",
            "Runtime.ExitError",
            "END RequestId: r1",
            "REPORT RequestId: r1\tDuration: 7.00 ms\tBilled Duration: 7 ms\tMemory Size: 256 MB"
                + "\tStatus: error\tError Type: Runtime.ExitError");
  }
}
