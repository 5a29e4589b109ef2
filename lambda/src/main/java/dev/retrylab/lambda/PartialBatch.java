package dev.retrylab.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the consumer does with the rest of a batch once a record of it has failed and it can report
 * the records that are to come back (Lambda developer guide, services-sqs-errorhandling).
 */
enum PartialBatch {
  /** Goes on: what failed is reported, and nothing else. */
  FAILED_ONLY("failed-only") {
    @Override
    boolean leavesOut(ReceivedMessage message, List<ReceivedMessage> failed) {
      return false;
    }
  },
  /** Stops: all behind is reported too, so that nothing overtakes what failed. */
  STOP_AT_FIRST("stop-at-first") {
    @Override
    boolean leavesOut(ReceivedMessage message, List<ReceivedMessage> failed) {
      return !failed.isEmpty();
    }
  },
  /** Goes on, but not with the message group of what failed. */
  SKIP_GROUP("skip-group") {
    @Override
    boolean leavesOut(ReceivedMessage message, List<ReceivedMessage> failed) {
      return failed.stream().anyMatch(message::sharesGroupWith);
    }
  };

  private final String word;

  PartialBatch(String word) {
    this.word = word;
  }

  /** Whether a record is reported without being tried, given those reported before it. */
  abstract boolean leavesOut(ReceivedMessage message, List<ReceivedMessage> failed);

  /**
   * @throws IllegalArgumentException naming the words that there are
   */
  static PartialBatch parse(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("set it to " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(one -> one.word).collect(Collectors.joining(" or "));
  }
}
