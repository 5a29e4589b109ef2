package dev.retrylab.harness.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Anybody may write anything into a log group: it is evidence, or it is passed over. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogLineFuzzTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> LINES =
      List.of(
          "{\"retryLab\":1,\"event\":\"received\",\"function\":\"consumer\",\"runId\":\"r\",\"key\":\"m1\",\"userId\":\"1\",\"messageId\":\"i\",\"group\":\"1\",\"receiveCount\":1,\"requestId\":\"q\",\"sentTimestamp\":1767268800000,\"firstReceiveTimestamp\":1767268800000,\"redriven\":false}",
          "{\"retryLab\":1,\"event\":\"outcome\",\"function\":\"consumer\",\"runId\":\"r\",\"key\":\"m1\",\"userId\":\"1\",\"messageId\":\"i\",\"group\":\"1\",\"receiveCount\":1,\"requestId\":\"q\",\"sentTimestamp\":1767268800000,\"firstReceiveTimestamp\":1767268800000,\"redriven\":false,\"outcome\":\"failed\",\"error\":\"x\"}",
          "REPORT RequestId: q\tDuration: 1.00 ms\tStatus: error\tError Type: Runtime.ExitError",
          "{\"time\":\"2026\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"q\",\"status\":\"timeout\"}}",
          "{\"level\":\"INFO\",\"message\":\"{\\\"retryLab\\\":1,\\\"event\\\":\\\"received\\\"}\"}");

  @Test
  void a_log_of_damaged_lines_has_a_history() {
    Tries.of(
        300,
        random -> {
          List<LogLine> lines = new ArrayList<>();
          for (int i = 0; i < 6; i++) {
            lines.add(line("e" + i, text(random)));
          }
          TimelineFold fold =
              new TimelineFold("r", OptionalInt.of(2), random.nextBoolean(), random.nextBoolean());
          assertThat(fold.fold(LogReadingTest.read(lines))).isNotNull();
        });
  }

  private static String text(Random random) {
    String line = LINES.get(random.nextInt(LINES.size()));
    return random.nextInt(3) == 0
        ? line
        : new String(Damage.bytes(random, line.getBytes(UTF_8)), UTF_8);
  }

  private static LogLine line(String id, String text) {
    return new LogLine(FunctionRole.CONSUMER, "g", "s", id, NOON, NOON, NOON, text);
  }
}
