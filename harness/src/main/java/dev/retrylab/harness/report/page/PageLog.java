package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * All log lines of a run for its page, compressed, as most readers look at a few of them at most:
 * rows of time, function, stream, request, lag and text. {@code log.js} reads it.
 */
final class PageLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Instant start;
  private final StringTable requests;
  private final RequestIds ids = new RequestIds();

  PageLog(Instant start, StringTable requests) {
    this.start = start;
    this.requests = requests;
  }

  /** The rows, by time, as gzip in Base64. */
  String compressed(List<LogLine> lines) {
    List<List<Object>> rows =
        lines.stream()
            .sorted(Comparator.comparing(LogLine::timestamp).thenComparing(LogLine::eventId))
            .map(this::row)
            .toList();
    return compressed(rows);
  }

  private List<Object> row(LogLine line) {
    return Arrays.asList(
        line.timestamp().toEpochMilli() - start.toEpochMilli(),
        line.function().word(),
        line.logStream(),
        requests.number(ids.of(line).orElse(null)),
        line.lag().toMillis(),
        line.message());
  }

  private static String compressed(Object rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      JSON.writeValue(gzip, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
