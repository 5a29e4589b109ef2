package dev.retrylab.harness.timeline;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What the handler itself says became of one record; the words are those of the journal line. */
public enum RecordOutcome {
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  /** The handler sent the body to the dead-letter queue, and went on as after a success. */
  FORWARDED("forwarded"),
  /** A record before this one in the batch failed, so the handler never acted on this one. */
  UNPROCESSED("unprocessed"),
  /**
   * The handler answered the mapping with what that cannot use, for this record's sake: the
   * invocation went well, and yet its whole batch returns to the queue.
   */
  BAD_ANSWER("bad-answer");

  private static final Map<String, RecordOutcome> BY_WORD = byWord();

  /** How functions that were deployed earlier, and stored logs, say {@link #UNPROCESSED}. */
  private static final String NOT_REACHED = "not-reached";

  private final String word;

  RecordOutcome(String word) {
    this.word = word;
  }

  private static Map<String, RecordOutcome> byWord() {
    Map<String, RecordOutcome> words =
        Arrays.stream(values()).collect(toMap(RecordOutcome::word, outcome -> outcome));
    words.put(NOT_REACHED, UNPROCESSED);
    return Map.copyOf(words);
  }

  /** The word used in the journal line. */
  public String word() {
    return word;
  }

  /** The outcome that a journal line names, where it names one. */
  public static Optional<RecordOutcome> byWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
