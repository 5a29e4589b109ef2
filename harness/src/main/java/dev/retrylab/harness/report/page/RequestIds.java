package dev.retrylab.harness.report.page;

import dev.retrylab.harness.observe.LogLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which invocation a log line belongs to. Lines that do not say so, such as stack traces, belong to
 * the invocation that was last heard of in their stream: a stream is of one execution environment,
 * which runs one invocation at a time. The lines are to be asked about in their order.
 */
final class RequestIds {
  private static final Pattern ID =
      Pattern.compile("(?:RequestId: |\"requestId\"\\s*:\\s*\")([^\\s\"]+)");

  private final Map<String, String> lastOf = new HashMap<>();

  Optional<String> of(LogLine line) {
    String stream = line.logGroup() + " " + line.logStream();
    Matcher id = ID.matcher(line.message());
    if (id.find()) {
      lastOf.put(stream, id.group(1));
    }
    return Optional.ofNullable(lastOf.get(stream));
  }
}
