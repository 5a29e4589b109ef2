package dev.retrylab.harness.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns raw log events into observations. Lines that are neither journal nor platform lines, such
 * as stack traces, are passed over.
 *
 * @param reportBatchItemFailures whether the source mapping takes batch item failures: without
 *     them, a record that failed has failed its invocation, also where the text format does not say
 *     so
 */
public record LogInterpreter(boolean reportBatchItemFailures) {
  private static final Logger LOG = Logger.getLogger(LogInterpreter.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the log events say, in no particular order. */
  public List<Observation> interpret(Collection<LogLine> lines) {
    List<Observation> observations = new ArrayList<>();
    List<LogLine> platform = new ArrayList<>();
    for (LogLine line : lines) {
      journal(line).ifPresentOrElse(observations::add, () -> platform.add(line));
    }
    Set<String> failed = requests(observations, Outcome.FAILED);
    Set<String> unusable = requests(observations, Outcome.BAD_ANSWER);
    platform.forEach(line -> ending(line, failed, unusable).ifPresent(observations::add));
    return observations;
  }

  private static Optional<Observation> journal(LogLine line) {
    Optional<JsonNode> json = json(line.message()).map(LogInterpreter::unwrap);
    return json.filter(JournalLine::matches).flatMap(node -> read(node, line));
  }

  /** A line that a function of another version wrote is no evidence, and no reason to stop. */
  private static Optional<Observation> read(JsonNode json, LogLine line) {
    try {
      return Optional.of(JournalLine.read(json, line.timestamp()));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, e, () -> "Passed over the journal line " + line.eventId());
      return Optional.empty();
    }
  }

  /** The JSON log format wraps what the function logged in a field named message. */
  private static JsonNode unwrap(JsonNode json) {
    JsonNode inner = json.path("message");
    if (inner.isObject()) {
      return inner;
    }
    return inner.isTextual() ? json(inner.asText()).orElse(json) : json;
  }

  private Optional<Observation> ending(LogLine line, Set<String> failed, Set<String> unusable) {
    Optional<PlatformLine> report =
        PlatformLine.ofText(line.message())
            .or(() -> json(line.message()).flatMap(PlatformLine::ofJson));
    return report.map(
        found ->
            new InvocationEnded(
                line.function(),
                found.requestId(),
                unusable.contains(found.requestId())
                    ? Ending.ERROR // what the platform calls a success, the mapping does not
                    : found.status().orElseGet(() -> implied(line.function(), found, failed)),
                found.errorType(),
                line.timestamp()));
  }

  private Ending implied(FunctionRole function, PlatformLine report, Set<String> failed) {
    boolean reported = function == FunctionRole.CONSUMER && reportBatchItemFailures;
    return failed.contains(report.requestId()) && !reported ? Ending.ERROR : Ending.OK;
  }

  private static Set<String> requests(List<Observation> observations, Outcome ended) {
    Set<String> requests = new HashSet<>();
    for (Observation observation : observations) {
      if (observation instanceof JournalOutcome outcome && outcome.outcome() == ended) {
        requests.add(outcome.record().requestId());
      }
    }
    return requests;
  }

  private static Optional<JsonNode> json(String message) {
    if (!message.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(message)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
