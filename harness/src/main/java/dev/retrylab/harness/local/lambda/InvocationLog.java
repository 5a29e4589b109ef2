package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.logs.LogGroup;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Writes what Lambda itself writes to the log of an execution environment, in its text format. */
final class InvocationLog {
  private final LogGroup group;
  private final String stream;
  private final int memoryMegabytes;

  InvocationLog(LogGroup group, String stream, int memoryMegabytes) {
    this.group = group;
    this.stream = stream;
    this.memoryMegabytes = memoryMegabytes;
  }

  String stream() {
    return stream;
  }

  /** What the function itself logged. */
  void append(String message) {
    group.append(stream, message);
  }

  void started(String requestId) {
    append("START RequestId: " + requestId + " Version: $LATEST");
  }

  /**
   * The handler returned or threw: in the text format the report tells no difference. A cold start
   * is billed with the invocation that it was for, since August 1, 2025 (AWS Compute Blog, "AWS
   * Lambda standardizes billing for INIT Phase").
   */
  void ended(String requestId, Duration took, Optional<Duration> init) {
    append("END RequestId: " + requestId);
    String initPart = init.map(d -> "\tInit Duration: " + millis(d) + " ms").orElse("");
    append(report(requestId, took, took.plus(init.orElse(Duration.ZERO))) + initPart);
  }

  void timedOut(String requestId, Duration timeout) {
    append(requestId + " Task timed out after " + seconds(timeout) + " seconds");
    append("END RequestId: " + requestId);
    append(report(requestId, timeout, timeout) + "\tStatus: timeout");
  }

  void crashed(String requestId, Duration took, int exitStatus) {
    append(
        "RequestId: " + requestId + " Error: Runtime exited with error: exit status " + exitStatus);
    append("Runtime.ExitError");
    append("END RequestId: " + requestId);
    append(report(requestId, took, took) + "\tStatus: error\tError Type: Runtime.ExitError");
  }

  private String report(String requestId, Duration took, Duration using) {
    long billed = (using.toNanos() + 999_999) / 1_000_000;
    return "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB"
        .formatted(requestId, millis(took), billed, memoryMegabytes);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
