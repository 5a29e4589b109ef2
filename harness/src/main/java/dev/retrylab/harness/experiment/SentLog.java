package dev.retrylab.harness.experiment;

import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.SentLine;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is on record of the sends of a run. A kill between the two lines of a send leaves a message
 * of which nobody knows whether the queue took it: its fate is doubtful, until the functions'
 * journal names its key.
 */
final class SentLog {
  private final Consumer<List<SentLine>> file;
  private final Map<String, Sent> answered = new LinkedHashMap<>();
  private final Map<String, Instant> firstTried = new HashMap<>();
  private final Set<String> triedAgain = new HashSet<>();

  /**
   * @param file is given the lines before they count
   */
  SentLog(Consumer<List<SentLine>> file) {
    this.file = file;
  }

  /** That of a run: with what an earlier process of it wrote to sent.ndjson. */
  static SentLog of(RunDirectory directory) {
    SentLog log = new SentLog(lines -> directory.appendAll(RunFile.SENT, lines));
    directory.readLines(RunFile.SENT, SentLine.class, log::read);
    return log;
  }

  /** Before a send, so that none goes unrecorded, also if the process is killed in it. */
  void sending(List<String> keys, Instant at) {
    add(keys.stream().map(key -> SentLine.sending(key, at)).toList());
  }

  /** The queue took them. */
  void sent(List<Sent> messages) {
    add(messages.stream().map(SentLine::sent).toList());
  }

  /** The queue refused them, so that it is as if they had not been tried. */
  void refused(List<String> keys, Instant at) {
    add(keys.stream().map(key -> SentLine.refused(key, at)).toList());
  }

  private void add(List<SentLine> lines) {
    if (!lines.isEmpty()) {
      file.accept(lines);
      lines.forEach(this::read);
    }
  }

  private void read(SentLine line) {
    switch (line.state()) {
      case "sending" -> {
        if (firstTried.putIfAbsent(line.key(), line.at()) != null) {
          triedAgain.add(line.key());
        }
      }
      case "sent" -> answered.putIfAbsent(line.key(), line.message());
      case "refused" -> {
        firstTried.remove(line.key());
        triedAgain.remove(line.key());
      }
      default -> {} // of a later version
    }
  }

  /** Whether nothing is to be done about a message: the queue has confirmed it. */
  boolean confirmed(String key) {
    return answered.containsKey(key);
  }

  /** When a message without a confirmation was first tried; empty where it was not. */
  Optional<Instant> doubtfulSince(String key) {
    return confirmed(key) ? Optional.empty() : Optional.ofNullable(firstTried.get(key));
  }

  /**
   * The messages that the queue has, as far as is known. The journal knows best when the queue took
   * a message: its timestamps are of the same clocks as all other evidence, and the answer to a
   * send may have taken its time. Of a message that was tried twice, or whose confirmation is lost,
   * it also knows the id.
   *
   * @param firstMove when the first move task began, if one did: what such a task made of the
   *     messages is among them
   */
  List<Sent> known(
      Collection<? extends Observation> journal, RunId runId, Optional<Instant> firstMove) {
    Map<String, JournalRecord> found = inJournal(journal, runId);
    List<Sent> known = new ArrayList<>();
    answered.forEach(
        (key, message) ->
            known.add(
                Optional.ofNullable(found.get(key))
                    .map(record -> corrected(message, sent(record)))
                    .orElse(message)));
    found.forEach(
        (key, record) -> {
          if (!answered.containsKey(key) && firstTried.containsKey(key)) {
            known.add(sent(record));
          }
        });
    firstMove.ifPresent(since -> known.addAll(MovedMessages.in(journal, runId, since, known)));
    return known;
  }

  private Sent corrected(Sent answer, Sent found) {
    boolean same = found.messageId().equals(answer.messageId());
    if (!same && !triedAgain.contains(answer.key())) {
      return answer;
    }
    return new Sent(answer.key(), answer.userId(), found.messageId(), answer.group(), found.at());
  }

  /** Only the consumer receives a message itself; its copies in the other queue have other ids. */
  private Map<String, JournalRecord> inJournal(
      Collection<? extends Observation> journal, RunId runId) {
    Map<String, JournalRecord> first = new HashMap<>();
    for (Observation observation : journal) {
      if (observation instanceof JournalReceived line && isOfConsumer(line.record(), runId)) {
        first.merge(line.record().key().orElseThrow(), line.record(), SentLog::sentFirst);
      }
    }
    return first;
  }

  private static JournalRecord sentFirst(JournalRecord one, JournalRecord other) {
    return other.sentTimestamp().isBefore(one.sentTimestamp()) ? other : one;
  }

  private static boolean isOfConsumer(JournalRecord record, RunId runId) {
    return record.function() == FunctionRole.CONSUMER
        && record.runId().filter(runId.text()::equals).isPresent()
        && record.key().isPresent();
  }

  private static Sent sent(JournalRecord record) {
    return new Sent(
        record.key().orElseThrow(),
        record.userId().orElse(""),
        record.messageId(),
        record.group(),
        record.sentTimestamp());
  }
}
