package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.InvocationStarted;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that the platform writes about an invocation, in either log format, as AWS writes it today
 * and as it did before 2025 and still does in some partitions.
 *
 * @param ending empty at the beginning of an invocation; {@link Ending#UNKNOWN} where the line
 *     tells that it ended, and not how: a REPORT line of the text format says nothing of a success,
 *     and nothing of an exception that the runtime has caught
 * @param billed what a report says that the invocation is billed for
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Java logging</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report">
 *     platform.report</a>
 */
public record PlatformLine(
    String requestId,
    Optional<Ending> ending,
    Optional<String> error,
    Optional<BilledTime> billed) {
  /** Ids of AWS have this form, so that what is glued to one is no part of it; others are words. */
  private static final String ID = "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|[\\w-]+)";

  private static final String TIME = "(?:\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\s+)?";

  private static final Pattern START =
      Pattern.compile("START RequestId: " + ID + "(?: Version: (?:\\$LATEST|\\d+))?");
  private static final Pattern END = Pattern.compile("END RequestId: " + ID);

  /** What may be glued to a REPORT line; a status in it is not that of the report. */
  private static final String BEHIND_REPORT =
      "(?=\\{\"|(?:START|END|REPORT) RequestId: |INIT_(?:START|REPORT) |"
          + TIME
          + "(?:RequestId: )?\\p{XDigit}{8}-\\S+ (?:Task timed|Process exited|Error:)|\\n|\\z)";

  /** Where X-Ray traces the invocation, the report has a second line. */
  private static final Pattern REPORT =
      Pattern.compile(
          "REPORT RequestId: " + ID + "([^\\n]*?(?:\\nXRAY TraceId: [^\\n]*?)?)" + BEHIND_REPORT);

  private static final Pattern TIMED_OUT =
      Pattern.compile(TIME + ID + "\\s+(Task timed out after [\\d.]+ seconds)");
  private static final Pattern EXITED =
      Pattern.compile(
          TIME
              + "RequestId: "
              + ID
              + " (Process exited before completing request|Error: [^\\n]*)(?:\\n([A-Z]\\w+\\.\\w+?)(?=(?:START|END|REPORT) RequestId: |\\W|\\z))?");

  /** Also one that is no word, such as the sign that hides it in a run that was given away. */
  private static final Pattern STATUS = Pattern.compile("\\bStatus: ([\\w-]+|\\S)");

  private static final Pattern BILLED =
      Pattern.compile("\\bBilled Duration: (\\d{1,9}) ms\\s+Memory Size: (\\d{1,6}) MB");

  private static final Pattern ERROR_TYPE = Pattern.compile("\\bError Type: (\\S+)");

  /** Of a process that ended; other types are those of exceptions. */
  private static final Set<String> CRASHES =
      Set.of(
          "Runtime.ExitError",
          "Runtime.OutOfMemory",
          "Runtime.Unknown",
          "Extension.Crash",
          "Extension.ExitError");

  /** A line that is no report. */
  PlatformLine(String requestId, Optional<Ending> ending, Optional<String> error) {
    this(requestId, ending, error, Optional.empty());
  }

  private PlatformLine billing(Optional<BilledTime> time) {
    return new PlatformLine(requestId, ending, error, time);
  }

  /** The same with an equal id. */
  PlatformLine withId(String equalId) {
    return new PlatformLine(equalId, ending, error, billed);
  }

  /** A line of the text format, and where the text goes on behind it. */
  record InText(PlatformLine line, int end) {}

  /** The line that begins at a place of a text, if there is one. */
  static Optional<InText> at(String text, int begin) {
    return match(START, text, begin)
        .map(found -> found.with(Optional.empty(), Optional.empty()))
        .or(() -> match(END, text, begin).map(found -> found.with(Ending.UNKNOWN)))
        .or(() -> match(REPORT, text, begin).map(found -> report(found, found.group(2))))
        .or(() -> match(TIMED_OUT, text, begin).map(found -> found.with(Ending.TIMED_OUT)))
        .or(() -> match(EXITED, text, begin).map(PlatformLine::exit));
  }

  private record Found(Matcher matcher) {
    String group(int number) {
      return matcher.group(number);
    }

    InText with(Ending ending) {
      return with(Optional.of(ending), Optional.empty());
    }

    InText with(Optional<Ending> ending, Optional<String> error) {
      return with(new PlatformLine(group(1), ending, error));
    }

    InText with(PlatformLine line) {
      return new InText(line, matcher.end());
    }
  }

  private static Optional<Found> match(Pattern pattern, String text, int begin) {
    Matcher matcher = pattern.matcher(text).region(begin, text.length());
    return matcher.lookingAt() ? Optional.of(new Found(matcher)) : Optional.empty();
  }

  private static InText report(Found found, String rest) {
    Optional<String> type = first(ERROR_TYPE, rest);
    return found.with(ended(found.group(1), first(STATUS, rest), type).billing(billed(rest)));
  }

  private static Optional<BilledTime> billed(String report) {
    Matcher found = BILLED.matcher(report);
    return found.find()
        ? Optional.of(
            new BilledTime(Long.parseLong(found.group(1)), Integer.parseInt(found.group(2))))
        : Optional.empty();
  }

  private static InText exit(Found found) {
    Optional<String> type = Optional.ofNullable(found.group(3));
    if (found.group(2).startsWith("Error: Task timed out")) {
      return found.with(Optional.of(Ending.TIMED_OUT), type);
    }
    Ending ending = type.isEmpty() ? Ending.CRASHED : ending("error", type);
    return found.with(Optional.of(ending), type.or(() -> Optional.of(found.group(2))));
  }

  /** An event of the JSON format, if it is one about the beginning or the end of an invocation. */
  static Optional<PlatformLine> ofJson(JsonNode event) {
    JsonNode platform = event.path("record");
    Optional<String> id = text(platform, "requestId");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return switch (event.path("type").asText()) {
      case "platform.start" ->
          Optional.of(new PlatformLine(id.get(), Optional.empty(), Optional.empty()));
      case "platform.end", "platform.report", "platform.runtimeDone" ->
          Optional.of(
              ended(id.get(), text(platform, "status"), text(platform, "errorType"))
                  .billing(billed(platform.path("metrics"))));
      default -> Optional.empty();
    };
  }

  private static Optional<BilledTime> billed(JsonNode metrics) {
    JsonNode time = metrics.path("billedDurationMs");
    JsonNode memory = metrics.path("memorySizeMB");
    return time.isNumber() && memory.isNumber()
        ? Optional.of(new BilledTime(time.asLong(), memory.asInt()))
        : Optional.empty();
  }

  private static PlatformLine ended(
      String requestId, Optional<String> status, Optional<String> type) {
    Ending ending = status.map(word -> ending(word, type)).orElse(Ending.UNKNOWN);
    return new PlatformLine(
        requestId,
        Optional.of(ending),
        ending == Ending.UNKNOWN ? type.or(() -> status.map("status "::concat)) : type);
  }

  /**
   * Lambda says "error" for an exception and for a process that ended; the error type differs. What
   * it says in words that nobody knows is no success.
   */
  private static Ending ending(String status, Optional<String> errorType) {
    return switch (status) {
      case "success" -> Ending.OK;
      case "timeout" -> Ending.TIMED_OUT;
      case "failure" -> Ending.CRASHED;
      case "error" -> errorType.map(PlatformLine::ofError).orElse(Ending.ERROR);
      default -> Ending.UNKNOWN;
    };
  }

  private static Ending ofError(String type) {
    if (type.equals("Sandbox.Timedout")) {
      return Ending.TIMED_OUT;
    }
    return CRASHES.contains(type) ? Ending.CRASHED : Ending.ERROR;
  }

  /** What it says of a function's invocation. */
  Observation of(FunctionRole function, Instant at) {
    return ending.isEmpty()
        ? new InvocationStarted(function, requestId, at)
        : new InvocationEnded(function, requestId, ending.get(), error, at);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }
}
