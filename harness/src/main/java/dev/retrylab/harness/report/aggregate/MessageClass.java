package dev.retrylab.harness.report.aggregate;

import static java.util.stream.Collectors.joining;

import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages with the same story.
 *
 * @param messages how many there are
 * @param keys of the first three of them
 * @param trouble when runs of theirs did not go well; empty where all did
 */
public record MessageClass(
    ClassTraits traits, int messages, List<String> keys, Optional<Span> trouble) {

  /** From the first to the last, since the first send. */
  public record Span(Duration first, Duration last) {
    private String text() {
      String from = TimeText.offset(first);
      String to = TimeText.offset(last);
      return from.equals(to) ? "at " + from : "between " + from + " and " + to;
    }
  }

  public MessageClass {
    keys = List.copyOf(keys);
  }

  public Fate fate() {
    return traits.fate();
  }

  /** Whether these messages are gone and were not done. */
  public boolean isLoss() {
    return traits.isLoss();
  }

  public int receives() {
    return traits.receives();
  }

  /** What runs of each ended in that did not go well, and whether there were phantom receives. */
  public List<EventType> troubles() {
    return traits.troubles().stream().sorted().toList();
  }

  /** What became of how many of them, when, and why. */
  public String sentence() {
    String why = Stream.of(what(), clause()).filter(part -> !part.isEmpty()).collect(joining("; "));
    return who() + " " + end() + (why.isEmpty() ? "" : ": " + why) + ".";
  }

  private String who() {
    boolean healthy = traits.cause() instanceof Cause.Unrun unrun && unrun.healthy();
    String kind = healthy ? "healthy message" : "message";
    return String.format(Locale.ROOT, "%,d %s%s", messages, kind, messages == 1 ? "" : "s");
  }

  private String end() {
    String receives = " after " + Words.count(traits.receives(), "receive");
    return switch (traits.fate()) {
          case CONSUMED -> "consumed";
          case FORWARDED -> "sent to the dead-letter queue by the consumer itself";
          case DEAD_LETTERED -> unrun() ? "dead-lettered without a run" : "dead-lettered";
          case EXPIRED ->
              "expired in the " + (traits.expiredInDlq() ? "dead-letter queue" : "source queue");
          case DISCARDED -> "given up by Lambda";
          case QUEUED -> "still queued";
          case LOST -> "found in no queue at the end";
          case UNKNOWN -> "of unknown end";
        }
        + receives;
  }

  private boolean unrun() {
    return traits.cause() instanceof Cause.Unrun;
  }

  /** Of a message that never ran, its cause says all. */
  private String what() {
    return unrun()
        ? ""
        : trouble
            .map(
                span ->
                    (messages == 1 ? "it " : "each ")
                        + troubles().stream().map(MessageClass::verb).collect(joining(" and "))
                        + " "
                        + span.text())
            .orElse("");
  }

  private String clause() {
    return traits.cause().clause(messages, traits.fate());
  }

  private static String verb(EventType trouble) {
    return switch (trouble) {
      case TIMED_OUT -> "timed out";
      case CRASHED -> "crashed";
      case UNPROCESSED -> "was given back unprocessed";
      case ENDED -> "ended, and nothing says how,";
      case PHANTOM_RECEIVE -> "was received without a run";
      default -> "failed";
    };
  }
}
