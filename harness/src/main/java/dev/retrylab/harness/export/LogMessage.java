package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.observe.LogPiece;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Writes the text of a log event anew, in the pieces in which the reader of the log takes it: JSON
 * field by field, and all else through a {@link TextMask}.
 */
final class LogMessage {
  private static final Set<String> STATUS = Set.of("success", "error", "timeout", "failure");
  private static final Set<String> PHASES =
      Set.of("init", "invoke", "on-demand", "provisioned-concurrency", "snap-start");
  private static final Set<String> TYPES =
      Set.of(
          "function",
          "platform.initStart",
          "platform.initRuntimeDone",
          "platform.initReport",
          "platform.start",
          "platform.runtimeDone",
          "platform.end",
          "platform.report",
          "platform.restoreStart",
          "platform.restoreRuntimeDone",
          "platform.restoreReport");
  private static final Predicate<String> LEVEL =
      Pattern.compile("TRACE|DEBUG|INFO|WARN|ERROR|FATAL").asMatchPredicate();
  private static final Predicate<String> TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z")
          .asMatchPredicate();
  private static final Predicate<String> VERSION =
      Pattern.compile("\\$LATEST|\\d{1,6}").asMatchPredicate();

  private final Replacements replacements;
  private final TextMask mask;
  private final JournalFields journal;

  LogMessage(Replacements replacements) {
    this.replacements = replacements;
    this.mask = new TextMask(replacements);
    this.journal = new JournalFields(replacements, mask);
  }

  /** The text without what is the user's. */
  String of(String text) {
    StringBuilder written = new StringBuilder();
    for (LogPiece piece : LogPiece.of(text)) {
      if (piece instanceof LogPiece.JsonObject object) {
        written.append(json(object));
      } else if (piece instanceof LogPiece.PlatformText platform) {
        written.append(mask.of(platform.text()));
      } else if (piece instanceof LogPiece.OtherText other) {
        written.append(mask.of(other.text()));
      }
    }
    return written.toString();
  }

  private ObjectNode json(LogPiece.JsonObject object) {
    return object.isJournal() ? journal.of(object.json()) : event(object.json());
  }

  /** An event of the platform, or what the JSON log format makes of a line of the function. */
  private ObjectNode event(JsonNode object) {
    Fields fields =
        Fields.of(object)
            .known("time", TIME)
            .known("timestamp", TIME)
            .known("type", TYPES::contains)
            .known("level", LEVEL)
            .known("version", VERSION)
            .known("status", STATUS::contains)
            .known("phase", PHASES::contains)
            .known("initializationType", PHASES::contains)
            .text("requestId", replacements::id)
            .text("AWSRequestId", replacements::id)
            .text("errorType", mask::of)
            .text("errorMessage", mask::of);
    ObjectNode written = fields.to();
    metrics(object.path("metrics"), written);
    for (String inner : new String[] {"record", "message"}) {
      if (object.path(inner).isObject()) {
        written.set(inner, json(new LogPiece.JsonObject(object.get(inner))));
      } else {
        fields.text(inner, this::of);
      }
    }
    if (object.path("stackTrace").size() > 0) {
      written.putArray("stackTrace").add(Fields.HIDDEN);
    }
    return written;
  }

  private static void metrics(JsonNode metrics, ObjectNode into) {
    if (metrics.isObject()) {
      into.set(
          "metrics",
          Fields.of(metrics)
              .numbers("durationMs", "billedDurationMs", "initDurationMs", "restoreDurationMs")
              .numbers("billedRestoreDurationMs", "memorySizeMB", "maxMemoryUsedMB")
              .to());
    }
  }
}
