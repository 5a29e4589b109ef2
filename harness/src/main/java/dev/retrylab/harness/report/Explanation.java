package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.scenario.text.Shortened;
import dev.retrylab.harness.timeline.BatchDetail;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One sentence that says what happened to the most telling message, and why. */
public final class Explanation {

  private final RunReport report;
  private final Verdicts verdicts;
  private final MessageHistory message;

  private Explanation(RunReport report, Verdicts verdicts, MessageHistory message) {
    this.report = report;
    this.verdicts = verdicts;
    this.message = message;
  }

  public static Optional<String> of(RunReport report, Verdicts verdicts) {
    return mostTelling(report, verdicts)
        .map(message -> new Explanation(report, verdicts, message).sentence());
  }

  private static Optional<MessageHistory> mostTelling(RunReport report, Verdicts verdicts) {
    List<MessageHistory> all = report.history().messages();
    return verdicts
        .those(Verdict.DIVERGED, all)
        .findFirst()
        .or(() -> all.stream().filter(Explanation::poisoned).findFirst())
        .or(() -> all.stream().filter(Explanation::handledInVain).findFirst())
        .or(() -> all.stream().filter(message -> verdicts.anyDiverged(message.key())).findFirst())
        .or(() -> all.stream().filter(message -> message.functionErrors() > 0).findFirst())
        .or(() -> all.stream().findFirst());
  }

  private String sentence() {
    String who = "%s (user %s) ".formatted(message.key(), Shortened.of(message.userId()));
    return who
        + errors()
        + guess()
        + why()
        + "; "
        + EndPhrase.of(report.scenario(), message)
        + doubt()
        + ".";
  }

  private String errors() {
    int errors = message.functionErrors();
    if (errors == 0) {
      return (asynchronous() ? "was invoked " : "was received ")
          + times(message.receives())
          + (message.unprocessed() == 0 ? noneFailed() : givenBack());
    }
    return "failed "
        + (untold() == 0 ? "" : "at least ")
        + times(errors)
        + apart()
        + (message.unprocessed() == 0 ? "" : givenBack());
  }

  private String noneFailed() {
    return untold() == 0
        ? ", and no run failed"
        : ", and nothing tells how " + untold() + (untold() == 1 ? " run" : " runs") + " ended";
  }

  /** How many runs failed or did not, and nothing tells which. */
  private int untold() {
    return message.unknownEnds().size();
  }

  private String givenBack() {
    return ", and was given back unprocessed " + times(message.unprocessed());
  }

  private String apart() {
    List<Event> errors = message.errors();
    List<Duration> gaps =
        IntStream.range(1, errors.size())
            .mapToObj(i -> Duration.between(errors.get(i - 1).at(), errors.get(i).at()))
            .sorted()
            .toList();
    if (gaps.isEmpty()) {
      return "";
    }
    String shortest = TimeText.length(gaps.get(0));
    String longest = TimeText.length(gaps.get(gaps.size() - 1));
    return ", " + (shortest.equals(longest) ? shortest : shortest + " to " + longest) + " apart";
  }

  /** What a refuted hypothesis expected instead. */
  private String guess() {
    return report.judgement().hypotheses().stream()
        .filter(result -> result.standing() == Standing.REFUTED)
        .map(HypothesisResult::id)
        .flatMap(id -> guess(id).stream())
        .findFirst()
        .orElse("");
  }

  private Optional<String> guess(String hypothesis) {
    return verdicts
        .prediction(message.key(), hypothesis)
        .map(MessagePrediction::functionErrors)
        .filter(range -> range.min() == range.max() && !possible(range.min()))
        .map(range -> ", not %s as %s expects".formatted(times(range.min()), hypothesis));
  }

  private boolean possible(int errors) {
    return errors >= message.functionErrors() && errors <= message.functionErrors() + untold();
  }

  private String why() {
    if (verdicts.decisive(message.key()) != Verdict.MATCH) {
      return "";
    }
    if (message.functionErrors() == 0) {
      return receivedInTheMidstOfARun() ? inTheMidst() : "";
    }
    if (asynchronous()) {
      return asynchronously();
    }
    return poisoned(message) ? wholeBatch() : synchronous();
  }

  /** SQS developer guide, sqs-visibility-timeout: nothing but another call prolongs it. */
  private static String inTheMidst() {
    return ": once its visibility timeout is over, a message is received again, also while a run"
        + " still works on it";
  }

  private boolean receivedInTheMidstOfARun() {
    List<Event> receives = message.events(EventType.RECEIVED);
    return message.events().stream()
        .filter(event -> event.type().isSuccess())
        .anyMatch(
            done ->
                receives.stream()
                    .anyMatch(
                        again ->
                            again.at().isBefore(done.at())
                                && again.receiveCount().orElse(0) > done.receiveCount().orElse(0)));
  }

  /** Lambda developer guide, services-sqs-errorhandling: an error returns the whole batch. */
  private String wholeBatch() {
    return ", although the handler was content with it: "
        + (message.events(EventType.FAILED).stream().allMatch(BatchDetail::batchTimedOut)
            ? "all records of a batch share one function timeout, and after it the whole batch"
                + " returns to the queue"
            : "one record that fails returns its whole batch to the queue");
  }

  /**
   * Lambda developer guide, with-sqs: a mapping invokes synchronously, so MaximumRetryAttempts, a
   * setting of asynchronous invocation, does not apply.
   */
  private String synchronous() {
    int attempts = report.scenario().function().retryAttempts();
    if (attempts == 0) {
      return "";
    }
    return ": an event source mapping invokes synchronously, so the function's "
        + (attempts == 1
            ? "asynchronous retry attempt never applies"
            : attempts + " asynchronous retry attempts never apply");
  }

  private boolean asynchronous() {
    return report.scenario().trigger() == Trigger.EVENT;
  }

  /** Lambda developer guide, invocation-async-error-handling. */
  private String asynchronously() {
    int attempts = report.scenario().function().retryAttempts();
    return attempts == 0
        ? ": with retryAttempts 0 Lambda does not try an asynchronous invocation again"
        : ": Lambda itself tries a direct asynchronous invocation that fails again, as often as retryAttempts %d allows, whatever any visibility timeout is"
            .formatted(attempts);
  }

  /** Whether a run handled the message well and failed all the same, because of its batch. */
  private static boolean poisoned(MessageHistory message) {
    // Most messages are not: to pair the lines of a hundred thousand takes long.
    return message.functionErrors() > 0
        && anyWell(message)
        && HandledReceive.of(message).stream()
            .anyMatch(run -> run.outcome().isPresent() && run.error().isPresent());
  }

  /** Whether runs handled the message, and none failed, and it was moved all the same. */
  private static boolean handledInVain(MessageHistory message) {
    return message.fate() == Fate.DEAD_LETTERED
        && message.functionErrors() == 0
        && anyWell(message);
  }

  private static boolean anyWell(MessageHistory message) {
    for (Event event : message.events()) {
      if (event.type().isSuccess()) {
        return true;
      }
    }
    return false;
  }

  private String doubt() {
    if (!report.evidence().failures().isEmpty()) {
      return "; but the lab itself failed, so that this decides nothing";
    }
    Verdict verdict = verdicts.decisive(message.key());
    if (verdict == Verdict.MATCH) {
      return "";
    }
    List<String> reasons = verdicts.decisiveReasons(message.key());
    String reason = reasons.isEmpty() ? "" : ": " + reasons.get(0);
    return verdict == Verdict.DIVERGED
        ? "; the documented rules exclude that" + reason
        : "; the evidence does not suffice for a verdict" + reason;
  }

  static String times(int n) {
    return switch (n) {
      case 0 -> "never";
      case 1 -> "once";
      case 2 -> "twice";
      default -> n + " times";
    };
  }
}
