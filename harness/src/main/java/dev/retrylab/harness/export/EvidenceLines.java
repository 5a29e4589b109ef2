package dev.retrylab.harness.export;

import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.store.SentLine;
import dev.retrylab.harness.store.StepLine;
import dev.retrylab.harness.timeline.LabFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Replaces what is the user's in the lines of a run's files. */
final class EvidenceLines {
  private static final Set<String> SENT_STATES = Set.of("sending", "sent", "refused");
  private static final Set<String> STEP_STATES = Set.of("begun", "done");
  private static final Set<String> QUANTITIES =
      Set.of(
          "messages",
          "seconds",
          "refused",
          "NumberOfMessagesSent",
          "ApproximateAgeOfOldestMessage");

  private final Replacements replacements;
  private final TextMask mask;
  private final LogMessage messages;

  EvidenceLines(Replacements replacements) {
    this.replacements = replacements;
    this.mask = new TextMask(replacements);
    this.messages = new LogMessage(replacements);
  }

  SentLine sent(SentLine line) {
    return new SentLine(
        known(SENT_STATES, line.state()),
        replacements.key(line.key()),
        line.at(),
        line.userId().map(this::user),
        line.messageId().map(replacements::id),
        line.group().map(this::group));
  }

  private static String known(Set<String> words, String word) {
    return words.contains(word) ? word : Fields.HIDDEN;
  }

  private String user(String id) {
    return replacements.name("user", id);
  }

  private String group(String id) {
    return replacements.name("group", id);
  }

  LogLine logEvent(LogLine line) {
    return new LogLine(
        line.function(),
        replacements.name("group", line.logGroup()),
        replacements.name("stream", line.logStream()),
        replacements.name("event", line.eventId()),
        line.timestamp(),
        line.ingestionTime(),
        line.fetchedAt(),
        messages.of(line.message()));
  }

  /** Without the step's words, which follow from the scenario. */
  StepLine step(StepLine line) {
    return new StepLine(
        line.step(),
        known(STEP_STATES, line.state()),
        line.at(),
        Optional.empty(),
        line.quantities().map(EvidenceLines::quantities),
        line.remark().map(mask::of),
        line.received().map(this::received));
  }

  private static Map<String, Long> quantities(Map<String, Long> quantities) {
    return quantities.entrySet().stream()
        .filter(one -> QUANTITIES.contains(one.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<StepLine.Received> received(List<StepLine.Received> messages) {
    return messages.stream().map(this::received).toList();
  }

  private StepLine.Received received(StepLine.Received message) {
    return new StepLine.Received(
        message.insteadOf(),
        replacements.id(message.messageId()),
        message.receiveCount(),
        message.sentTimestamp(),
        message.firstReceiveTimestamp(),
        message.redriven(),
        message.at(),
        message.runId().map(replacements::runId),
        message.key().map(replacements::key),
        message.userId().map(this::user),
        message.group().map(this::group));
  }

  LabFailure failure(LabFailure failure) {
    return new LabFailure(failure.at(), mask.of(failure.what()), mask.of(failure.stackTrace()));
  }
}
