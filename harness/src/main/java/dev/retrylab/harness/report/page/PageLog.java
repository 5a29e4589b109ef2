package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.retrylab.harness.observe.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * All log lines of a run for its page, compressed, as most readers look at a few of them at most:
 * rows of time, function, stream, request, lag and text. {@code log.js} reads it.
 */
final class PageLog {
  private final Instant start;
  private final StringTable requests;
  private final RequestIds ids = new RequestIds();

  PageLog(Instant start, StringTable requests) {
    this.start = start;
    this.requests = requests;
  }

  /** The rows, by time, as gzip in Base64. */
  String compressed(List<LogLine> lines) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    lines.stream()
        .sorted(Comparator.comparing(LogLine::timestamp).thenComparing(LogLine::eventId))
        .forEach(line -> rows.add(row(line)));
    return compressed(rows.toString());
  }

  private ArrayNode row(LogLine line) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(line.timestamp().toEpochMilli() - start.toEpochMilli())
        .add(line.function().word())
        .add(line.logStream())
        .add(requests.number(ids.of(line).orElse(null)))
        .add(line.lag().toMillis())
        .add(line.message());
  }

  private static String compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
